import type { ObjectChange } from '../actions/diff/diff';
import { byEnvironment, extent, fieldLine, signOf, titleOf, worthSeeing } from './changes';

/** Changes for a pull request: a line an environment, what is in it folded away. */
export function changesMarkdown(changes: readonly ObjectChange[]): string {
  if (changes.length === 0) return 'No environment changes.';
  return [...byEnvironment(changes)]
    .map(([environment, all]) => {
      const objects = all.flatMap((one) => [
        `- **${escaped(titleOf(one))}** ${one.change}${one.pinOnly ? ' (pin only)' : ''}`,
        ...worthSeeing(one).map((field) => `  - ${signOf(field)} ${code(fieldLine(field))}`),
      ]);
      const summary = `<summary><b>${environment}</b>: ${extent(all)}, ${all.length} object${all.length === 1 ? '' : 's'}</summary>`;
      return ['<details>', summary, '', ...objects, '', '</details>'].join('\n');
    })
    .join('\n\n');
}

function escaped(text: string): string {
  return text.replace(/[\\`*_<>[\]|]/g, (sign) => `\\${sign}`);
}

/** Code that may hold backticks itself. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}
