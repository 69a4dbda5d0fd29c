/** Escapes of JSON; of `\u`, the whole pairs of surrogates, and the halves. */
const escapes = /\\(?:u(?:d[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|d[89a-f][\da-f]{2})|.)/gi;

/**
 * Reads an answer's JSON. Half of a surrogate pair is read as U+FFFD, as Go reads it: no API server has kept such a
 * text, and neither an address nor YAML can hold it.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text.replace(escapes, (found) => (/^\\ud...$/i.test(found) ? '\\ufffd' : found)));
}
