import { printableLine } from '../diagnostics';
import { byEnvironment, type Change, fieldLine, shownFields, signOf, summarizeExtent, titleOf } from './changes';
import type { Terminal } from './terminal';
import { wrap } from './wrap';

const signs = { added: '+', removed: '-', changed: '~' } as const;

/** Changes for people: environment, object, field. */
export function changesText(changes: readonly Change[], { paint, width }: Pick<Terminal, 'paint' | 'width'>): string {
  const colours = { '+': paint.green, '-': paint.red, '~': paint.yellow };
  return byEnvironment(changes)
    .map(([environment, all]) =>
      [
        `${paint.bold(printableLine(environment))}: ${summarizeExtent(all)}`,
        ...all.flatMap((one) => [
          colours[signs[one.change]](wrap(`  ${signs[one.change]} ${titleOf(one)}`, width, 6)),
          ...shownFields(one).map((field) =>
            colours[signOf(field)](wrap(`      ${signOf(field)} ${fieldLine(field)}`, width, 10)),
          ),
        ]),
      ].join('\n'),
    )
    .join('\n\n');
}
