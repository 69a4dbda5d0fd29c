import { isPrintable, printable } from '../../diagnostics';

// Words that some reader takes for a boolean, a null or a number. `e12` is NaN for readers with optional digits.
const AMBIGUOUS_WORD = /^(?:y|yes|n|no|on|off|true|false|null|[-.]?(?:nan|inf|infinity|e[-+]?[\d_]+))$/i;

// Everything written plain starts like a name, a path or a flag. A text that starts with a digit, or with a sign
// or a dot before one, is a number or a date to some reader: all of these are quoted, but for the quantities below.
const PLAIN_TEXT = /^(?:[._]?[A-Za-z]|\.{0,2}\/|--?[A-Za-z])[\w./:@+=,~$()%*-]*(?: [\w./:@+=,~$()%*-]+)*$/;
const KEY_LIKE = /:(?: |$)/;
const QUANTITY = /^(?:0|[1-9]\d*)(?:\.\d+)?(?:m|s|h|ms|Ki|Mi|Gi|Ti)$/;

// Characters that a reader may refuse, fold or drop, and those that a person cannot see: controls, line separators,
// odd spaces, zero-width and direction marks, byte order mark, private use, noncharacters. The ranges are spelled
// out instead of `\p{Cf}` and the like, so that the same text gives the same bytes with every version of Unicode.
const UNPRINTABLE =
  /[\p{Cc}\p{Noncharacter_Code_Point}\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ue000-\uf8ff\ufeff\ufff0-\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{10ffff}]/u;
const ALL_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu');

// Where a block literal depends on the reader, or on an editor: text that starts with white space or blank lines
// (indentation would have to be declared), a tab in the indentation of a line, spaces at the end of a line.
const FRAGILE_LINES = /^[ \t]*\t|[ \t]$/m;

/** Whether readers of YAML 1.1 and 1.2 all read the text as it is, without quotes, as a text. */
export function isPlain(text: string): boolean {
  if (PLAIN_TEXT.test(text)) return !AMBIGUOUS_WORD.test(text) && !KEY_LIKE.test(text);
  return QUANTITY.test(text);
}

/**
 * Whether all readers and editors keep a text of several lines that is written as a block. A block is also shown line
 * by line in the log of a CI system, which takes some lines for commands.
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
  const body = text.replace(/\n+$/, '');
  const newlines = text.length - body.length;
  const sign = ['-', ''][newlines] ?? '+';
  // The last newline comes with the next line of the document.
  return `|${sign}\n${indent}${body.replace(/\n+/g, `$&${indent}`)}${'\n'.repeat(Math.max(newlines - 1, 0))}`;
}

/** A text on a single line, in double quotes. YAML has the escapes of JSON, but JSON leaves too much unescaped. */
export function quotedText(text: string): string {
  const quoted = JSON.stringify(text).replace(ALL_UNPRINTABLE, (char) => {
    const code = char.codePointAt(0)!.toString(16);
    // A pair of \u escapes is two broken characters to most readers, hence \U.
    return char.length > 1 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
  return printable(quoted);
}

/** Decimal, and a float always with a dot: `1e+21` is a text in YAML 1.1. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return String(value).replace(/^(-?\d+)e/, '$1.0e');
}
