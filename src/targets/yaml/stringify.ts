import { Document, isCollection, isPair, isScalar, type Node, Pair, Scalar, Schema, YAMLMap, YAMLSeq } from 'yaml';
import { formatPath } from '../../diagnostics/path';
import { lineStyle, scalarTags, type TextStyle, textStyle } from './scalar';

const LEADING_KEYS = ['apiVersion', 'kind', 'metadata', 'name'];

const schema = new Schema({ customTags: () => ['map', 'seq', ...scalarTags] });

/**
 * One YAML document that readers of YAML 1.1 and of YAML 1.2 read as `value`. It has no `---` and ends with one newline.
 * The same content gives the same bytes, whatever the order of the keys.
 * @throws Error with the path of a value that has no form in YAML
 */
export function stringifyObject(value: unknown): string {
  const root = toNode(value, [], []);
  endWithOneNewline(root);
  return new Document(root, { schema }).toString({ lineWidth: 0 });
}

/** The documents of one file, with `---` before each when there is more than one. */
export function stringifyDocuments(values: readonly unknown[]): string {
  const documents = values.map((value) => stringifyObject(value));
  return documents.length > 1 ? documents.map((text) => `---\n${text}`).join('') : documents.join('');
}

type Path = (string | number)[];

/** Creates new nodes for every occurrence of a value, so that an object which occurs twice gives no anchor. */
function toNode(value: unknown, path: Path, parents: object[]): Node {
  // A document that is a single text has no indentation for a block.
  if (typeof value === 'string') return toText(value, path, path.length > 0 ? textStyle(value) : lineStyle(value));
  if (value === null || typeof value === 'boolean') return new Scalar(value);
  if (typeof value === 'number' || typeof value === 'bigint') return toNumber(value, path);
  if (typeof value !== 'object') return fail(path, `a value of type ${typeof value} cannot be written as YAML`);

  if (parents.includes(value)) return fail(path, 'the object contains itself');
  parents.push(value);
  const node = Array.isArray(value) ? toSeq(value, path, parents) : toMap(value, path, parents);
  parents.pop();
  return node;
}

function toSeq(values: readonly unknown[], path: Path, parents: object[]): Node {
  const node = new YAMLSeq();
  for (let index = 0; index < values.length; index++) {
    path.push(index);
    node.items.push(toNode(values[index], path, parents));
    path.pop();
  }
  return node;
}

function toMap(value: object, path: Path, parents: object[]): Node {
  const prototype = Object.getPrototypeOf(value);
  // Not compared with Object.prototype: a plain object may come from another realm.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return fail(path, `an instance of ${value.constructor?.name || 'a class'} cannot be written as YAML`);
  }
  const node = new YAMLMap();
  for (const key of sortedKeys(value)) {
    const child: unknown = value[key as keyof typeof value];
    if (child === undefined) continue;
    path.push(key);
    // Old readers set the prototype of the map instead of a key.
    if (key === '__proto__') fail(path, 'YAML readers interpret this key in different ways');
    node.items.push(new Pair(toText(key, path, lineStyle(key)), toNode(child, path, parents)));
    path.pop();
  }
  return node;
}

/** `apiVersion`, `kind`, `metadata` and `name` come first. */
export function sortedKeys(value: object): string[] {
  const sorted = Object.keys(value).sort();
  const leading = LEADING_KEYS.filter((key) => sorted.includes(key));
  return leading.length === 0 ? sorted : [...leading, ...sorted.filter((key) => !LEADING_KEYS.includes(key))];
}

function toText(text: string, path: Path, style: TextStyle): Node {
  if (/\p{Surrogate}/u.test(text)) fail(path, 'the text contains half of a surrogate pair, which is not valid Unicode');
  const node = new Scalar(text);
  node.type = style;
  return node;
}

function toNumber(value: number | bigint, path: Path): Node {
  const number = Number(value);
  if (typeof value === 'bigint' && !Number.isSafeInteger(number)) fail(path, `${value} is too large for a number`);
  if (!Number.isFinite(number)) fail(path, `${value} is not a finite number`);
  return new Scalar(number);
}

/** Quotes the last text of a document if it ends with blank lines, because editors remove blank lines at the end. */
function endWithOneNewline(root: Node): void {
  let last: unknown = root;
  while (isCollection(last) && last.items.length > 0) {
    const item = last.items.at(-1);
    last = isPair(item) ? item.value : item;
  }
  if (isScalar(last) && typeof last.value === 'string' && last.value.endsWith('\n\n')) last.type = Scalar.QUOTE_DOUBLE;
}

function fail(path: Path, problem: string): never {
  throw new Error(`${formatPath(path) || '(root)'}: ${problem}`);
}
