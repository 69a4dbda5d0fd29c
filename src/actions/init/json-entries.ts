import { type JsonEntry, type JsonPlace, jsonPlaces } from '../../data/json-places';

type Texts = Readonly<Record<string, string>>;

/**
 * Sets entries of a map in the map at the top of a JSON text, and keeps all other bytes. New entries have the
 * indentation and the line ends of those before them.
 *
 * @param start the offset at which the JSON begins
 * @param key of the inner map. It is added if it is missing or null
 */
export function withJsonEntries(text: string, start: number, key: string, entries: Texts): string {
  if (Object.keys(entries).length === 0) return text;
  const root = jsonPlaces(text, start);
  const [first, last] = [root.entries?.[0], root.entries?.at(-1)];
  if (!first || !last) {
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    return replaced(text, root, `{${eol}  ${JSON.stringify(key)}: ${mapText(entries, `${eol}  `, '  ')}${eol}}`);
  }
  const unit = gapBefore(text, first).replace(/^\r?\n/, '');
  const entry = lastOf(root, key);
  if (!entry) {
    const gap = gapBefore(text, last);
    return inserted(text, last, gap, key, mapText(entries, gap, unit));
  }
  if (!entry.value.entries?.length) return replaced(text, entry.value, mapText(entries, gapBefore(text, entry), unit));
  return Object.entries(entries).reduce((before, [name, value]) => {
    const map = lastOf(jsonPlaces(before, start), key)?.value;
    return map === undefined ? before : withText(before, map, name, value);
  }, text);
}

/** Sets a text in a map that is not empty. */
function withText(text: string, map: JsonPlace, name: string, value: string): string {
  const old = lastOf(map, name);
  if (old) return replaced(text, old.value, JSON.stringify(value));
  const last = map.entries?.at(-1);
  return last ? inserted(text, last, gapBefore(text, last), name, JSON.stringify(value)) : text;
}

/** The entry of a key. Of several, the last one counts. */
function lastOf(map: JsonPlace, key: string): JsonEntry | undefined {
  return map.entries?.findLast((entry) => entry.key === key);
}

/** The line end and the indentation in front of an entry; spaces at most if it does not begin a line. */
function gapBefore(text: string, { start }: JsonEntry): string {
  let from = start;
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from -= 1;
  if (text[from - 1] !== '\n') return text.slice(from, start);
  return text.slice(text[from - 2] === '\r' ? from - 2 : from - 1, start);
}

/** A map as the value of an entry. @param gap what is in front of that entry @param unit the indentation of one level */
function mapText(entries: Texts, gap: string, unit: string): string {
  if (!gap.includes('\n')) return JSON.stringify(entries);
  const lines = Object.entries(entries).map(
    ([name, value]) => `${gap}${unit}${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{${lines.join(',')}${gap}}`;
}

function inserted(text: string, after: JsonEntry, gap: string, name: string, value: string): string {
  const { end } = after.value;
  return replaced(text, { start: end, end }, `,${gap}${JSON.stringify(name)}:${gap === '' ? '' : ' '}${value}`);
}

function replaced(text: string, { start, end }: JsonPlace, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}
