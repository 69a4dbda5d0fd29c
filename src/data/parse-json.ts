/**
 * Parses the JSON of a file, which may begin with a byte order mark.
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}
