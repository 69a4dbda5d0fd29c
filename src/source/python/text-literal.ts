/** The text that a string of Python stands for, with its prefix and quotes. Undefined for bytes. */
export function textLiteral(source: string): string | undefined {
  const start = /^[A-Za-z]*/.exec(source)?.[0].length ?? 0;
  const prefix = source.slice(0, start).toLowerCase();
  if (prefix.includes('b')) return undefined;
  const quoted = source.slice(start);
  const quotes = quoted.startsWith('"""') || quoted.startsWith("'''") ? 3 : 1;
  const inner = quoted.slice(quotes, Math.max(quotes, quoted.length - quotes));
  return prefix.includes('r') ? inner : withoutEscapes(inner);
}

const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

/** @see https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */
function withoutEscapes(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([ntr\n\\'"]))/g,
    (_, byte?: string, unit?: string, sign?: string) =>
      sign === undefined ? String.fromCharCode(Number.parseInt(byte ?? unit ?? '', 16)) : (letters[sign] ?? sign),
  );
}

/** A docstring without the indentation of the code, as `inspect.cleandoc` returns it. */
export function cleanDocstring(text: string): string {
  const [first = '', ...rest] = text.replaceAll('\t', '        ').split(/\r?\n/);
  const indents = rest.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, next) => Math.min(least, next), Number.POSITIVE_INFINITY);
  const cut = Number.isFinite(indent) ? rest.map((line) => line.slice(indent)) : rest;
  return [first.trimStart(), ...cut].join('\n').trim();
}
