/** Escapes of JSON; of `\u`, the whole pairs of surrogates, and the halves. */
const escapes = /\\(?:u(?:d[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|d[89a-f][\da-f]{2})|.)/gi;

/** How deep values may be nested. Definitions of custom kinds come to some sixty levels. */
export const deepest = 200;

/**
 * Reads an answer's JSON. Half of a surrogate pair is read as U+FFFD, as Go reads it: no API server has kept such a
 * text, and neither an address nor YAML can hold it.
 *
 * @throws SyntaxError where the text is not JSON, or is nested so deep that it would exhaust the stack of a reader
 */
export function parseJson(text: string): unknown {
  const value = JSON.parse(text.replace(escapes, (found) => (/^\\ud...$/i.test(found) ? '\\ufffd' : found)));
  if (isDeeper(value, deepest)) throw new SyntaxError(`it is nested deeper than ${deepest} levels`);
  return value;
}

/** Whether a value is nested deeper than a number of levels. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels < 0) return true;
  return Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
