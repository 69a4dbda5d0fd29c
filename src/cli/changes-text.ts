import type { ObjectChange } from '../actions/diff/diff';
import { printableLine } from '../diagnostics';
import { byEnvironment, extent, fieldLine, signOf, titleOf, worthSeeing } from './changes';
import { cut } from './cut';
import type { Terminal } from './terminal';

const signs = { added: '+', removed: '-', changed: '~' } as const;

/** Changes as people read them: environment, object, field. */
export function changesText(
  changes: readonly ObjectChange[],
  { paint, width }: Pick<Terminal, 'paint' | 'width'>,
): string {
  const colours = { '+': paint.green, '-': paint.red, '~': paint.yellow };
  return [...byEnvironment(changes)]
    .map(([environment, all]) =>
      [
        `${paint.bold(printableLine(environment))}: ${extent(all)}`,
        ...all.flatMap((one) => [
          colours[signs[one.change]](cut(`  ${signs[one.change]} ${titleOf(one)}`, width)),
          ...worthSeeing(one).map((field) =>
            colours[signOf(field)](cut(`      ${signOf(field)} ${fieldLine(field)}`, width)),
          ),
        ]),
      ].join('\n'),
    )
    .join('\n\n');
}
