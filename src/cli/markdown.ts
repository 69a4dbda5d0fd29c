import { printable } from '../diagnostics';

/** Names without a meaning in Markdown: no emphasis, tag, link or mention. */
const plainName = /^[A-Za-z\d-]+(?:[ ./][A-Za-z\d-]+)*$/;

/** A name in Markdown. As code it is neither a link nor a mention. */
export function name(text: string): string {
  return plainName.test(text) ? text : code(text);
}

/** A name in HTML, where Markdown is not parsed. Mentions are, unless they are code. */
export function htmlName(text: string): string {
  if (plainName.test(text)) return text;
  return `<code>${printable(text).replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</code>`;
}

/** Code that may contain backticks. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}
