/** Words and numbers with characters that mean nothing in YAML, in braces or out of them. */
const PLAIN = /^[\w./](?:[\w./@+-]|:(?=[\w./@+-])| (?=[\w./@+-]))*$/;
/** What a reader of YAML 1.1 or 1.2 takes for a number, a date, a boolean or null. Underscores are removed before. */
const NOT_TEXT = [
  /^(?:y|yes|n|no|on|off|true|false|null)$/i,
  /^[\d.:]+(?:e[-+]?\d+)?$/i,
  /^0[box][-+\da-f]*$/i,
  /^\.(?:inf|nan)$/i,
  /^\d{4}-\d\d?-\d\d?(?:$|[Tt ])/,
];
/** `1.2.3` is a text for all readers. */
const VERSION = /^\d+(?:\.\d+){2,}$/;
/** Characters that do not show. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A text as a YAML scalar, in the style of the one that it replaces where that style can hold it. */
export function scalarText(value: string, like = 'scalar'): string {
  if (like === 'single-quoted-scalar' && value.search(HIDDEN) === -1) return `'${value.replaceAll("'", "''")}'`;
  return like !== 'double-quoted-scalar' && isSafePlain(value) ? value : doubleQuoted(value);
}

function isSafePlain(value: string): boolean {
  const bare = value.replaceAll('_', '');
  return PLAIN.test(value) && (VERSION.test(value) || !NOT_TEXT.some((pattern) => pattern.test(bare)));
}

/** JSON's escapes are YAML's, except that a character outside the first plane is one escape. */
function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(HIDDEN, (char) => {
    return `\\U${char.codePointAt(0)!.toString(16).toUpperCase().padStart(8, '0')}`;
  });
}
