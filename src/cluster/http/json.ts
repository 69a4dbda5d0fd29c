import { deepestNesting } from '../../data/nesting';

/** Escapes of JSON. Of `\u` it matches whole pairs of surrogates, and halves. */
const escapes = /\\(?:u(?:d[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|d[89a-f][\da-f]{2})|.)/gi;

/**
 * Parses the JSON of an answer. Half of a surrogate pair becomes U+FFFD, as in Go: no API server keeps such text, and
 * neither an address nor YAML can contain it.
 *
 * @throws SyntaxError if the text is not JSON, or is nested so deeply that it would exhaust the stack of later code
 */
export function parseJson(text: string): unknown {
  const value = JSON.parse(text.replace(escapes, (found) => (/^\\ud...$/i.test(found) ? '\\ufffd' : found)));
  if (isDeeper(value, deepestNesting)) throw new SyntaxError(`the JSON is nested deeper than ${deepestNesting} levels`);
  return value;
}

/** Whether a value is nested more deeply than a number of levels. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels < 0) return true;
  return Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
