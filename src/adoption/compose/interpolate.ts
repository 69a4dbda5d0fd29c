import { ownValue } from '../../data/merge';

/** Values of variables by their names. */
export type Values = Readonly<Record<string, string>>;

/** A variable that has no value and no default. */
export interface Unset {
  readonly name: string;
  /** The text that Compose would print, if the file requires the variable. */
  readonly hint: string;
}

export type Part = string | Unset;

/** A text whose variables are replaced by their values; undefined if Compose refuses the text. */
type Filled = { readonly parts: readonly Part[]; readonly used: readonly string[] } | undefined;

const name = /^[A-Za-z_][A-Za-z0-9_]{0,255}/;
/** The deepest nesting of variables in the defaults of variables. Nobody nests them deeper than this. */
const deepest = 20;

/**
 * Replaces the variables of a text as Compose does.
 *
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolate(text: string, values: Values, depth = 0): Filled {
  const parts: Part[] = [];
  const used: string[] = [];
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('$', at);
    if (next < 0) break;
    parts.push(text.slice(at, next));
    const rest = text.slice(next + 1);
    if (rest.startsWith('$')) {
      parts.push('$');
      at = next + 2;
      continue;
    }
    const [plain] = name.exec(rest) ?? [];
    if (plain === undefined && !rest.startsWith('{')) {
      parts.push('$');
      at = next + 1;
      continue;
    }
    const end = rest.startsWith('{') ? closing(rest) : plain?.length;
    if (end === undefined || depth > deepest) return undefined;
    const filled = plain === undefined ? braced(rest.slice(1, end - 1), values, depth) : valueFor(plain, values, '');
    if (!filled) return undefined;
    parts.push(...filled.parts);
    used.push(...filled.used);
    at = next + 1 + end;
  }
  return { parts: [...parts, text.slice(at)].filter((part) => part !== ''), used };
}

/** The position of the brace that ends a text; undefined if the text has no such brace. */
function closing(text: string): number | undefined {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') open += 1;
    if (text[at] === '}') open -= 1;
    if (open === 0) return at + 1;
  }
  return undefined;
}

/**
 * Reads the text between braces: `NAME`, `NAME:-default`, `NAME:?hint`, `NAME:+replacement`, and each of these without
 * the colon.
 */
function braced(text: string, values: Values, depth: number): Filled {
  const [variable] = name.exec(text) ?? [];
  if (variable === undefined) return undefined;
  const rest = text.slice(variable.length);
  if (rest === '') return valueFor(variable, values, '');
  const [, colon = '', sign = '', word = ''] = /^(:?)([-?+])(.*)$/s.exec(rest) ?? [];
  if (sign === '') return undefined;
  const value = ownValue(values, variable);
  const isSet = value !== undefined && (colon === '' || value !== '');
  const used = value === undefined ? [] : [variable];
  if (sign === '?') return isSet ? { parts: [value], used } : { parts: [{ name: variable, hint: word }], used };
  if (isSet !== (sign === '+')) return { parts: sign === '+' ? [] : [value as string], used };
  const inner = interpolate(word, values, depth + 1);
  return inner && { parts: inner.parts, used: [...used, ...inner.used] };
}

function valueFor(variable: string, values: Values, hint: string): Filled {
  const value = ownValue(values, variable);
  return value === undefined ? { parts: [{ name: variable, hint }], used: [] } : { parts: [value], used: [variable] };
}
