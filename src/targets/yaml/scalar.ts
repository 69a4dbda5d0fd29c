import { Scalar, type ScalarTag } from 'yaml';
import { stringifyString } from 'yaml/util';
import { isPrintable, printable } from '../../diagnostics';

/** The three ways in which a text is written. */
export type TextStyle = typeof Scalar.PLAIN | typeof Scalar.BLOCK_LITERAL | typeof Scalar.QUOTE_DOUBLE;

// Words that some readers interpret as a boolean, a null or a number. Some readers interpret `e12` as NaN.
const AMBIGUOUS_WORD = /^(?:y|yes|n|no|on|off|true|false|null|[-.]?(?:nan|inf|infinity|e[-+]?[\d_]+))$/i;

// A text is written without quotes only if it starts like a name, a path or a flag. Some readers interpret a text that
// starts with a digit, or with a sign or a dot before one, as a number or a date. All of these are quoted, except the
// quantities below.
const PLAIN_TEXT = /^(?:[._]?[A-Za-z]|\.{0,2}\/|--?[A-Za-z])[\w./:@+=,~$()%*-]*(?: [\w./:@+=,~$()%*-]+)*$/;
const KEY_LIKE = /:(?: |$)/;
const QUANTITY = /^(?:0|[1-9]\d*)(?:\.\d+)?(?:m|s|h|ms|Ki|Mi|Gi|Ti)$/;

// Characters that a reader may refuse, fold or drop, and characters that are invisible: controls, line separators,
// unusual spaces, zero-width and direction marks, byte order mark, private use, noncharacters. The ranges are explicit
// instead of `\p{Cf}`, so that the same text gives the same bytes with every version of Unicode.
const UNPRINTABLE =
  /[\p{Cc}\p{Noncharacter_Code_Point}\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ue000-\uf8ff\ufeff\ufff0-\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{10ffff}]/u;
const ALL_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu');

// Lines that readers or editors may change in a block literal: a tab in the indentation, or spaces at the end. A text
// that starts with white space is excluded too, because its block would need an indentation indicator.
const FRAGILE_LINES = /^[ \t]*\t|[ \t]$/m;

/** The style in which readers of YAML 1.1 and of YAML 1.2 read the same text. */
export function textStyle(text: string): TextStyle {
  return text.includes('\n') && isSafeBlock(text) ? Scalar.BLOCK_LITERAL : lineStyle(text);
}

/** Like `textStyle`, but without block literals: for keys, which are on one line. */
export function lineStyle(text: string): TextStyle {
  const plain = PLAIN_TEXT.test(text) ? !AMBIGUOUS_WORD.test(text) && !KEY_LIKE.test(text) : QUANTITY.test(text);
  return plain ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
}

/**
 * Whether a text can be written as a block literal. A block shows its lines unchanged, also in the log of a CI system,
 * which executes some lines as commands.
 */
function isSafeBlock(text: string): boolean {
  if (/^\s/.test(text) || FRAGILE_LINES.test(text) || !isPrintable(text)) return false;
  return !UNPRINTABLE.test(text.replace(/[\n\t]/g, ''));
}

/** The text on a single line in double quotes, with the escapes of JSON and of all unprintable characters. */
function quote(text: string): string {
  const quoted = JSON.stringify(text).replace(ALL_UNPRINTABLE, (char) => {
    const code = char.codePointAt(0)!.toString(16);
    // Most readers read a pair of \u escapes as two invalid characters, so \U is used.
    return char.length > 1 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
  return printable(quoted);
}

/** A number in decimal form. A float always contains a dot, because `1e+21` is text in YAML 1.1. */
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

/** The tags with which scalars are written, instead of the default tags of the `yaml` package. */
export const scalarTags: readonly ('null' | 'bool' | ScalarTag)[] = ['null', 'bool', numberTag, textTag];
