import { isPrintable, printable } from '../../diagnostics';

// Words that some readers interpret as a boolean, a null or a number. Some readers interpret `e12` as NaN.
const AMBIGUOUS_WORD = /^(?:y|yes|n|no|on|off|true|false|null|[-.]?(?:nan|inf|infinity|e[-+]?[\d_]+))$/i;

// A text is written without quotes only if it starts like a name, a path or a flag. Some readers interpret a text that
// starts with a digit, or with a sign or a dot before one, as a number or a date. All of these are quoted, except the
// quantities below.
const PLAIN_TEXT = /^(?:[._]?[A-Za-z]|\.{0,2}\/|--?[A-Za-z])[\w./:@+=,~$()%*-]*(?: [\w./:@+=,~$()%*-]+)*$/;
const KEY_LIKE = /:(?: |$)/;
const QUANTITY = /^(?:0|[1-9]\d*)(?:\.\d+)?(?:m|s|h|ms|Ki|Mi|Gi|Ti)$/;

// Characters that a reader may refuse, fold or drop, and those that a person cannot see: controls, line separators,
// odd spaces, zero-width and direction marks, byte order mark, private use, noncharacters. The ranges are spelled
// out instead of `\p{Cf}` and the like, so that the same text gives the same bytes with every version of Unicode.
const UNPRINTABLE =
  /[\p{Cc}\p{Noncharacter_Code_Point}\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ue000-\uf8ff\ufeff\ufff0-\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{10ffff}]/u;
const ALL_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu');

// Lines that readers or editors may change in a block literal: a tab in the indentation, or spaces at the end. A text
// that starts with white space is excluded too, because its block would need an indentation indicator.
const FRAGILE_LINES = /^[ \t]*\t|[ \t]$/m;

/** Whether readers of YAML 1.1 and 1.2 all read the text as it is, without quotes, as a text. */
export function isPlain(text: string): boolean {
  if (PLAIN_TEXT.test(text)) return !AMBIGUOUS_WORD.test(text) && !KEY_LIKE.test(text);
  return QUANTITY.test(text);
}

/**
 * Whether all readers and editors keep a text of several lines that is written as a block. A block is also shown line
 * by line in the log of a CI system, which executes some lines as commands.
 */
export function isSafeBlock(text: string): boolean {
  if (/^\s/.test(text) || FRAGILE_LINES.test(text) || !isPrintable(text)) return false;
  return !UNPRINTABLE.test(text.replace(/[\n\t]/g, ''));
}

/**
 * A text as a literal block. The text has at least two lines and is a safe block.
 *
 * @param indent indentation of the lines of the text
 * @see https://yaml.org/spec/1.2.2/#812-literal-style and, for the signs after `|`, #8112-block-chomping-indicator
 */
export function blockText(text: string, indent: string): string {
  const body = text.replace(/(?<!\n)\n+$/, '');
  const newlines = text.length - body.length;
  const sign = ['-', ''][newlines] ?? '+';
  // The last newline comes with the next line of the document.
  return `|${sign}\n${indent}${body.replace(/\n+/g, `$&${indent}`)}${'\n'.repeat(Math.max(newlines - 1, 0))}`;
}

/** A text on a single line, in double quotes. YAML has the escapes of JSON, but JSON leaves too much unescaped. */
export function quotedText(text: string): string {
  const quoted = JSON.stringify(text).replace(ALL_UNPRINTABLE, (char) => {
    const code = char.codePointAt(0)!.toString(16);
    // Most readers read a pair of \u escapes as two invalid characters, so \U is used.
    return char.length > 1 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
  return printable(quoted);
}

/** A number in decimal form. A float always contains a dot, because `1e+21` is text in YAML 1.1. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return String(value).replace(/^(-?\d+)e/, '$1.0e');
}
