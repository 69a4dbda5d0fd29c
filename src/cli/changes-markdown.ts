import { printable } from '../diagnostics';
import { byEnvironment, type Change, fieldLine, shownFields, signOf, summarizeExtent, titleOf } from './changes';
import { count } from './issues';

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

/** Names without a meaning in Markdown: no emphasis, tag, link or mention. */
const plainName = /^[A-Za-z\d-]+(?:[ ./][A-Za-z\d-]+)*$/;

/** A name in Markdown. As code it is neither a link nor a mention. */
function name(text: string): string {
  return plainName.test(text) ? text : code(text);
}

/** A name in HTML, where Markdown is not parsed. Mentions are, unless they are code. */
function htmlName(text: string): string {
  if (plainName.test(text)) return text;
  return `<code>${printable(text).replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</code>`;
}

/** Code that may contain backticks. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}
