/** Matches text that can be written without quotes in block and flow style. */
const PLAIN = /^[\w./](?:[\w./@+-]|:(?=[\w./@+-])| (?=[\w./@+-]))*$/;
/** Match text that YAML 1.1 or 1.2 reads as a number, a date, a boolean or null. Remove underscores before. */
const NOT_TEXT = [
  /^(?:y|yes|n|no|on|off|true|false|null)$/i,
  /^[\d.:]+(?:e[-+]?\d+)?$/i,
  /^0[box][-+\da-f]*$/i,
  /^\.(?:inf|nan)$/i,
  /^\d{4}-\d\d?-\d\d?(?:$|[Tt ])/,
];
/** Matches versions such as `1.2.3`, which all YAML readers read as text. */
const VERSION = /^\d+(?:\.\d+){2,}$/;
/** Matches invisible characters. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Formats text as a YAML scalar. It keeps the style of quotes `like` if that style can hold the text. */
export function scalarText(value: string, like = 'scalar'): string {
  if (like === 'single-quoted-scalar' && value.search(HIDDEN) === -1) return `'${value.replaceAll("'", "''")}'`;
  return like !== 'double-quoted-scalar' && isSafePlain(value) ? value : doubleQuoted(value);
}

function isSafePlain(value: string): boolean {
  const bare = value.replaceAll('_', '');
  return PLAIN.test(value) && (VERSION.test(value) || !NOT_TEXT.some((pattern) => pattern.test(bare)));
}

/** Formats text in double quotes. YAML has JSON's escapes, except that it writes a surrogate pair as one escape. */
function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(HIDDEN, (char) => {
    return `\\U${char.codePointAt(0)!.toString(16).toUpperCase().padStart(8, '0')}`;
  });
}
