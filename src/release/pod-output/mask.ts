import { withoutTerminalCodes } from './last-lines';

const mark = '***';

/** A shorter value is masked only where it is a word of its own: `1` would make every number unreadable. */
const shortest = 4;

/** The shortest part of a value that is masked wherever it is found, such as the password in an address. */
const shortestPart = 8;

/** Characters that separate the parts of a value: an address, or a file with settings. */
const separators = /[\s"'`=:,;@&?/|<>(){}[\]]+/;

/**
 * Returns a function that replaces values with `***`: each value, its forms in base64, in an address and in JSON, and
 * each of its lines and parts that is long enough to be recognised.
 */
export function masker(values: readonly string[]): (text: string) => string {
  const hidden = [...new Set(values.flatMap(formsOf))].filter((form) => form !== '');
  return (text) => {
    const ranges = hidden.flatMap((form) => rangesOf(form, text)).sort(([a], [b]) => a - b);
    let masked = '';
    let end = -1;
    for (const [from, to] of ranges) {
      // Values that overlap, or that follow each other, share one mark.
      if (from > end) masked += text.slice(Math.max(end, 0), from) + mark;
      end = Math.max(end, to);
    }
    return masked + text.slice(Math.max(end, 0));
  };
}

function formsOf(value: string): string[] {
  const text = withoutTerminalCodes(value).trim();
  const bytes = Buffer.from(value);
  const parts = [...text.split('\n').map((line) => line.trim()), ...text.split(separators)];
  return [
    ...[text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)],
    ...[bytes.toString('base64').replace(/={1,2}$/, ''), bytes.toString('base64url')],
    ...parts.filter((part) => part.length >= shortestPart),
  ];
}

type Range = readonly [from: number, to: number];

function rangesOf(form: string, text: string): Range[] {
  const found: Range[] = [];
  for (let from = text.indexOf(form); from >= 0; from = text.indexOf(form, from + 1)) {
    const to = from + form.length;
    if (form.length >= shortest || isWord(text, from, to)) found.push([from, to]);
  }
  return found;
}

function isWord(text: string, from: number, to: number): boolean {
  return !isLetter(text[from - 1]) && !isLetter(text[to]);
}

function isLetter(sign = ''): boolean {
  return /[\p{L}\p{N}]/u.test(sign);
}
