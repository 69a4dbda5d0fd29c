import { isMap } from '../data/merge';
import { areEqual, ByEnvironment, Expression } from './values';

const width = 120;

/** The variable of generated code that holds the name of the environment. */
export const environmentVariable = 'env';

/** Prints a value as TypeScript. @param indent spaces before the line; @param before characters that precede it there */
export function printValue(value: unknown, indent: number, environments: readonly string[], before = 0): string {
  const inline = flat(value, environments);
  if (inline !== undefined && indent + before + inline.length + 2 <= width) return inline;
  const inner = ' '.repeat(indent + 2);
  const end = ' '.repeat(indent);
  if (typeof value === 'string' && value.includes('\n')) {
    const lines = value.split('\n').map((line) => `${inner}${printText(line)},`);
    return `[\n${lines.join('\n')}\n${end}].join('\\n')`;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${printValue(item, indent + 2, environments)},`);
    return `[\n${items.join('\n')}\n${end}]`;
  }
  if (isMap(value)) {
    const entries = entriesOf(value, environments).map(
      ({ before: text, value: one, after }) =>
        `${inner}${text}${printValue(one, indent + 2, environments, text.length)}${after},`,
    );
    return entries.length === 0 ? '{}' : `{\n${entries.join('\n')}\n${end}}`;
  }
  if (value instanceof ByEnvironment) {
    const groups = groupsOf(value);
    const arms = groups
      .slice(0, -1)
      .map(([names, one]) => `${conditionOf(names)} ? ${printValue(one, indent, environments)} : `);
    return arms.join('') + printValue(groups.at(-1)?.[1], indent, environments);
  }
  return inline ?? 'undefined';
}

/** Prints a text as a literal with the quotes that need no escape, single ones first. */
export function printText(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(
      /[\u007f-\u009f\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  if (text.includes("'") && !text.includes('"')) return `"${escaped}"`;
  return `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A condition that is true in some environments. */
export function conditionOf(environments: readonly string[]): string {
  const [only = ''] = environments;
  if (environments.length === 1) return `${environmentVariable} === ${printText(only)}`;
  return `[${environments.map(printText).join(', ')}].includes(${environmentVariable})`;
}

/** Whether a value differs between environments, here or anywhere in it. */
export function dependsOnEnvironment(value: unknown): boolean {
  if (value instanceof ByEnvironment) return true;
  if (Array.isArray(value)) return value.some(dependsOnEnvironment);
  return isMap(value) && Object.values(value).some(dependsOnEnvironment);
}

function isNameOfEnvironment({ values }: ByEnvironment): boolean {
  return [...values].every(([environment, value]) => environment === value);
}

/** The value in one line; undefined if it needs several. */
function flat(value: unknown, environments: readonly string[]): string | undefined {
  if (value instanceof Expression) return value.code;
  if (value instanceof ByEnvironment) return isNameOfEnvironment(value) ? environmentVariable : undefined;
  if (typeof value === 'string') return isOfSeveralLines(value) ? undefined : printText(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => flat(item, environments));
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  if (!isMap(value)) return value === undefined ? 'undefined' : JSON.stringify(value);
  const entries = entriesOf(value, environments).map(({ before, value: one, after }) => {
    const text = flat(one, environments);
    return text === undefined ? undefined : `${before}${text}${after}`;
  });
  if (entries.includes(undefined)) return undefined;
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Whether a text has several lines, or white space before the line feed at its end. */
function isOfSeveralLines(text: string): boolean {
  return text.includes('\n') && (text.split('\n').length > 2 || text.trimEnd() !== text.replace(/\n$/, ''));
}

interface PrintedEntry {
  readonly before: string;
  readonly value: unknown;
  readonly after: string;
}

/** The entries of a map. A value that only some environments have is spread under a condition. */
function entriesOf(map: Readonly<Record<string, unknown>>, environments: readonly string[]): PrintedEntry[] {
  return Object.entries(map).flatMap(([key, value]): PrintedEntry[] => {
    if (value instanceof ByEnvironment && value.values.size < environments.length) {
      return groupsOf(value).map(([names, one]) => ({
        before: `...(${conditionOf(names)} && `,
        value: { [key]: one },
        after: ')',
      }));
    }
    if (value instanceof Expression && value.code === key) return [{ before: '', value, after: '' }];
    return [{ before: `${printKey(key)}: `, value, after: '' }];
  });
}

function groupsOf({ values }: ByEnvironment): (readonly [string[], unknown])[] {
  const groups: [string[], unknown][] = [];
  for (const [environment, value] of values) {
    const same = groups.find(([, other]) => areEqual(other, value));
    if (same) same[0].push(environment);
    else groups.push([[environment], value]);
  }
  return groups;
}

function printKey(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : printText(key);
}
