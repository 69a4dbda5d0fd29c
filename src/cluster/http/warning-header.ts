/** Matches one value of a `Warning` header: `299 - "text" "date"`. A quote inside of a text has a backslash before it. */
const value = /^\s*(\d{3}) (\S+) "((?:[^"\\]|\\.)*)"(?: "[^"]*")?\s*(?:,|$)/;

/** The code of a warning that lasts. API servers send no other one, but a cache before them may do so. */
const persistent = '299';

/** The longest text of one warning. Characters. */
export const longestWarning = 1000;

/**
 * The texts of the `Warning` headers of an answer, without those that a cache has added. What does not have the form of
 * a warning ends the header, because its remaining values cannot be told apart.
 *
 * @param headers all headers with this name
 * @see https://www.rfc-editor.org/rfc/rfc7234#section-5.5
 */
export function warningTexts(headers: string | readonly string[] | undefined): string[] {
  const lines = headers === undefined ? [] : typeof headers === 'string' ? [headers] : headers;
  return lines.flatMap(textsIn);
}

function textsIn(line: string): string[] {
  const texts: string[] = [];
  for (let rest = line; ; ) {
    const found = value.exec(rest);
    if (!found) return texts;
    const [whole, code, , quoted = ''] = found;
    const text = utf8(quoted.replace(/\\(.)/g, '$1')).trim();
    if (code === persistent && text !== '') texts.push(shortened(text));
    rest = rest.slice(whole.length);
  }
}

/** API servers send UTF-8, and the HTTP client reads each byte of a header as one character. */
function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

function shortened(text: string): string {
  return text.length > longestWarning ? `${text.slice(0, longestWarning)}…` : text;
}
