import { Scalar, type ScalarTag } from 'yaml';
import { stringifyString } from 'yaml/util';
import { isPrintable, printable } from '../../diagnostics';

/** The three ways in which a text is written. */
export type TextStyle = typeof Scalar.PLAIN | typeof Scalar.BLOCK_LITERAL | typeof Scalar.QUOTE_DOUBLE;

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

/** How `text` is written, so that YAML 1.1 and 1.2 readers all read the same text. */
export function textStyle(text: string): TextStyle {
  return text.includes('\n') && isSafeBlock(text) ? Scalar.BLOCK_LITERAL : lineStyle(text);
}

/** The same where a block is of no use, such as in keys. */
export function lineStyle(text: string): TextStyle {
  const plain = PLAIN_TEXT.test(text) ? !AMBIGUOUS_WORD.test(text) && !KEY_LIKE.test(text) : QUANTITY.test(text);
  return plain ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
}

/** A block is shown line by line as it is, also in the log of a CI system, which takes some lines for commands. */
function isSafeBlock(text: string): boolean {
  if (/^\s/.test(text) || FRAGILE_LINES.test(text) || !isPrintable(text)) return false;
  return !UNPRINTABLE.test(text.replace(/[\n\t]/g, ''));
}

/** On a single line, in double quotes. JSON's escapes are YAML's; JSON leaves too much unescaped, though. */
function quote(text: string): string {
  const quoted = JSON.stringify(text).replace(ALL_UNPRINTABLE, (char) => {
    const code = char.codePointAt(0)!.toString(16);
    // A pair of \u escapes is two broken characters to most readers, hence \U.
    return char.length > 1 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
  return printable(quoted);
}

/** Decimal, and a float always with a dot: `1e+21` is a text in YAML 1.1. */
function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return String(value).replace(/^(-?\d+)e/, '$1.0e');
}

const textTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: (value) => typeof value === 'string',
  resolve: (text) => text,
  stringify: (item, ctx, onComment, onChompKeep) => {
    const text = String(item.value);
    if (item.type === Scalar.PLAIN) return text;
    if (item.type === Scalar.QUOTE_DOUBLE) return quote(text);
    return stringifyString({ type: Scalar.BLOCK_LITERAL, value: text }, ctx, onComment, onChompKeep);
  },
};

const numberTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => typeof value === 'number',
  resolve: Number,
  stringify: (item) => formatNumber(Number(item.value)),
};

/** What we write scalars with, in place of the tags of the `yaml` package. */
export const scalarTags: readonly ('null' | 'bool' | ScalarTag)[] = ['null', 'bool', numberTag, textTag];
