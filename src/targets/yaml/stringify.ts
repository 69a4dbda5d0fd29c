import { isMap } from '../../data/merge';
import { sortedKeys } from '../../data/sorted-keys';
import { formatPath } from '../../diagnostics/path';
import { unlessEmpty } from '../../model/compact';
import { blockText, isPlain, isSafeBlock, numberText, quotedText } from './scalar';

/** A longer key has to be marked with `?`. @see https://yaml.org/spec/1.2.2/#822-block-mappings */
const LONGEST_PLAIN_KEY = 1024;

/**
 * One YAML document that readers of YAML 1.1 and of YAML 1.2 read as `value`. It has no `---` and ends with one newline.
 * The same content gives the same bytes, whatever the order of the keys.
 * The text is written directly, because a tree of YAML nodes for each object takes several times as long.
 * @throws Error with the path of a value that has no form in YAML
 */
export function stringifyObject(value: unknown): string {
  const text: string[] = [];
  writeBlock(value, { indent: '', isLast: true, path: [], parents: [], text });
  return `${text.join('')}\n`;
}

/** The documents of one file, with `---` before each when there is more than one. */
export function stringifyDocuments(values: readonly unknown[]): string {
  const documents = values.map((value) => stringifyObject(value));
  return documents.length > 1 ? documents.map((text) => `---\n${text}`).join('') : documents.join('');
}

/** The place of a value in a document. */
interface Place {
  /** The indentation of the value's lines after the first. */
  readonly indent: string;
  /** Whether the document ends with this value. */
  readonly isLast: boolean;
  /** The keys and indexes that lead to the value. It changes while the value is written. */
  readonly path: (string | number)[];
  /** The maps and lists that contain the value. It changes while the value is written. */
  readonly parents: object[];
  /** The parts of the text before the value, to which its own are added. */
  readonly text: string[];
}

/** Writes a value without the indentation of its first line. */
function writeBlock(value: unknown, place: Place): void {
  if (typeof value !== 'object' || value === null) {
    place.text.push(scalarOf(value, place));
    return;
  }
  if (place.parents.includes(value)) fail(place.path, 'the object contains itself');
  place.parents.push(value);
  if (Array.isArray(value)) writeList(value, place);
  else writeMap(value, place);
  place.parents.pop();
}

function scalarOf(value: unknown, place: Place): string {
  if (typeof value === 'string') return textOf(value, place);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberOf(value, place.path);
  return fail(place.path, `a value of type ${typeof value} cannot be written as YAML`);
}

function writeList(values: readonly unknown[], { indent, isLast, path, parents, text }: Place): void {
  const inside: Place = { indent: `${indent}  `, isLast: false, path, parents, text };
  const last = values.length - 1;
  if (last < 0) text.push('[]');
  // A loop also visits the holes of an array, which `map` would skip.
  for (let index = 0; index <= last; index++) {
    text.push(index === 0 ? '- ' : `\n${indent}- `);
    path.push(index);
    writeBlock(values[index], isLast && index === last ? { ...inside, isLast } : inside);
    path.pop();
  }
}

function writeMap(map: object, { indent, isLast, path, parents, text }: Place): void {
  if (!isMap(map)) fail(path, `an instance of ${classOf(map)} cannot be written as YAML`);
  const keys = keysInOrder(map);
  const first = keys[0];
  const last = isLast ? keys.at(-1) : undefined;
  if (first === undefined) text.push('{}');
  const inside: Place = { indent: `${indent}  `, isLast: false, path, parents, text };
  for (const key of keys) {
    const value = map[key];
    path.push(key);
    // Old readers set the prototype of the map instead of a key.
    if (key === '__proto__') fail(path, 'YAML readers interpret this key in different ways');
    const name = keyOf(key, path);
    if (key !== first) text.push(`\n${indent}`);
    if (name.length > LONGEST_PLAIN_KEY) text.push(`? ${name}\n${indent}: `);
    else text.push(name, hasEntries(value) ? `:\n${inside.indent}` : ': ');
    writeBlock(value, key === last ? { ...inside, isLast } : inside);
    path.pop();
  }
}

function classOf(instance: object): string {
  return instance.constructor?.name || 'a class';
}

/** Reports whether a value is a map or list with entries, which starts on a line of its own. */
function hasEntries(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return unlessEmpty(value) !== undefined;
}

/** The keys that have a value: first `apiVersion`, `kind`, `metadata` and `name`, and then the others, both sorted. */
export function keysInOrder(value: Readonly<Record<string, unknown>>): string[] {
  const sorted = sortedKeys(value);
  const leading = sorted.filter(isLeading);
  return leading.length === 0 ? sorted : [...leading, ...sorted.filter((key) => !isLeading(key))];
}

function isLeading(key: string): boolean {
  return key === 'apiVersion' || key === 'kind' || key === 'metadata' || key === 'name';
}

/** A text as a block if it has several lines, else on one line. */
function textOf(text: string, { indent, isLast, path }: Place): string {
  // A document that is a single text has no indentation for a block. A block with blank lines at its end cannot close
  // a document, because an editor may remove them.
  const canBeBlock = path.length > 0 && !(isLast && text.endsWith('\n\n'));
  if (!canBeBlock || !text.includes('\n') || !isSafeBlock(text)) return lineOf(text, path);
  assertPairs(text, path);
  return blockText(text, indent);
}

/** The text of a key. The same keys occur in every object, so that most of them are found here. */
function keyOf(key: string, path: Place['path']): string {
  const known = keyTexts.get(key);
  if (known !== undefined) return known;
  const text = lineOf(key, path);
  keyTexts.set(key, text);
  return text;
}

const keyTexts = new Map<string, string>();

function lineOf(text: string, path: Place['path']): string {
  if (isPlain(text)) return text;
  assertPairs(text, path);
  return quotedText(text);
}

function assertPairs(text: string, path: Place['path']): void {
  if (/\p{Surrogate}/u.test(text)) fail(path, 'the text contains half of a surrogate pair, which is not valid Unicode');
}

function numberOf(value: number | bigint, path: Place['path']): string {
  const number = Number(value);
  if (typeof value === 'bigint' && !Number.isSafeInteger(number)) fail(path, `${value} is too large for a number`);
  if (!Number.isFinite(number)) fail(path, `${value} is not a finite number`);
  return numberText(number);
}

function fail(path: Place['path'], problem: string): never {
  throw new Error(`${formatPath(path) || '(root)'}: ${problem}`);
}
