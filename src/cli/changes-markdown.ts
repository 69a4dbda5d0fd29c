import { count } from '../data/count';
import { byEnvironment, type Change, fieldLine, shownFields, signOf, summarizeExtent, titleOf } from './changes';
import { code, htmlName, name } from './markdown';

/** Changes for a pull request: one line for each environment, with its details folded. */
export function changesMarkdown(changes: readonly Change[]): string {
  if (changes.length === 0) return 'No environment changes.';
  return byEnvironment(changes)
    .map(([environment, all]) => {
      const objects = all.flatMap((one) => [
        `- **${name(titleOf(one))}** ${one.change}${one.pinOnly ? ' (only the pin)' : ''}`,
        ...shownFields(one).map((field) => `  - ${signOf(field)} ${code(fieldLine(field))}`),
      ]);
      const summary = `<summary><b>${htmlName(environment)}</b>: ${summarizeExtent(all)}, ${counted(all)}</summary>`;
      return ['<details>', summary, '', ...objects, '', '</details>'].join('\n');
    })
    .join('\n\n');
}

function counted(changes: readonly Change[]): string {
  const files = changes.filter((one) => 'target' in one).length;
  const parts = [count(changes.length - files, 'object'), count(files, 'file')];
  return parts.filter((part) => !part.startsWith('0 ')).join(' and ');
}
