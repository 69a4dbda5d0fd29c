import { sortedKeys } from '../../data/sorted-keys';
import { formatPath } from '../../diagnostics/path';
import { blockText, isPlain, isSafeBlock, numberText, quotedText } from './scalar';

const LEADING_KEYS = ['apiVersion', 'kind', 'metadata', 'name'];

/** A longer key has to be marked with `?`. @see https://yaml.org/spec/1.2.2/#822-block-mappings */
const LONGEST_PLAIN_KEY = 1024;

/**
 * One YAML document that readers of YAML 1.1 and of YAML 1.2 read as `value`. It has no `---` and ends with one newline.
 * The same content gives the same bytes, whatever the order of the keys.
 * The text is written directly, because a tree of YAML nodes for each object takes several times as long.
 * @throws Error with the path of a value that has no form in YAML
 */
export function stringifyObject(value: unknown): string {
  return `${blockOf(value, { indent: '', isLast: true, path: [], parents: [] })}\n`;
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
}

/** The text of a value without the indentation of its first line. */
function blockOf(value: unknown, place: Place): string {
  if (typeof value === 'string') return textOf(value, place);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberOf(value, place.path);
  if (typeof value !== 'object') return fail(place.path, `a value of type ${typeof value} cannot be written as YAML`);

  if (place.parents.includes(value)) return fail(place.path, 'the object contains itself');
  place.parents.push(value);
  const text = Array.isArray(value) ? listOf(value, place) : mapOf(value, place);
  place.parents.pop();
  return text;
}

function listOf(values: readonly unknown[], { indent, isLast, path, parents }: Place): string {
  const inside: Place = { indent: `${indent}  `, isLast: false, path, parents };
  const last = values.length - 1;
  // A loop also visits the holes of an array, which `map` would skip.
  const items: string[] = [];
  for (let index = 0; index <= last; index++) {
    path.push(index);
    items.push(`- ${blockOf(values[index], isLast && index === last ? { ...inside, isLast } : inside)}`);
    path.pop();
  }
  return items.length === 0 ? '[]' : items.join(`\n${indent}`);
}

function mapOf(value: object, { indent, isLast, path, parents }: Place): string {
  const prototype = Object.getPrototypeOf(value);
  // Not compared with Object.prototype: a plain object may come from another realm.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return fail(path, `an instance of ${value.constructor?.name || 'a class'} cannot be written as YAML`);
  }
  const keys = keysInOrder(value).filter((key) => value[key as keyof typeof value] !== undefined);
  const last = keys.length - 1;
  const inside: Place = { indent: `${indent}  `, isLast: false, path, parents };
  const entries = keys.map((key, index) => {
    const child: unknown = value[key as keyof typeof value];
    path.push(key);
    // Old readers set the prototype of the map instead of a key.
    if (key === '__proto__') fail(path, 'YAML readers interpret this key in different ways');
    const name = lineOf(key, path);
    const text = blockOf(child, isLast && index === last ? { ...inside, isLast } : inside);
    path.pop();
    if (name.length > LONGEST_PLAIN_KEY) return `? ${name}\n${indent}: ${text}`;
    return isBlock(child, text) ? `${name}:\n${inside.indent}${text}` : `${name}: ${text}`;
  });
  return entries.length === 0 ? '{}' : entries.join(`\n${indent}`);
}

/** Whether a value is a map or list with entries, which starts on a line of its own. */
function isBlock(value: unknown, text: string): boolean {
  return typeof value === 'object' && value !== null && text !== '{}' && text !== '[]';
}

/** `apiVersion`, `kind`, `metadata` and `name` come first. */
export function keysInOrder(value: object): string[] {
  const sorted = sortedKeys(value);
  const leading = LEADING_KEYS.filter((key) => sorted.includes(key));
  return leading.length === 0 ? sorted : [...leading, ...sorted.filter((key) => !LEADING_KEYS.includes(key))];
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
