import { isToken, type Token } from '../reference';
import { secretIn, secretInArguments, secretInFile, secretMessage } from '../secrets/detect';
import { type Rule, type RuleViolation, warning } from './rule';

type Path = readonly string[];

/** Properties that map names to text. */
const tables = ['env', 'annotations', 'podAnnotations', 'headers'];
/** Properties that hold the words of a command line. */
const lines = ['command', 'args', 'exec'];

/**
 * Warns of passwords and keys that are written as plain text in variables, command lines, probes, hooks and
 * annotations, because everyone who can read the repository or the cluster's objects can read them.
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#uses-for-secrets
 */
export const secretsInText: Rule = (spec) => violations(spec, []);

/** Warns of passwords and keys in the data of a ConfigMap. */
export function secretsInConfig(data: Readonly<Record<string, string | Token>>): RuleViolation[] {
  return ofTable(data, ['data'], secretInFile);
}

function violations(value: unknown, path: Path): RuleViolation[] {
  if (!isPlain(value)) return [];
  const { command, args, ...others } = value;
  return [
    ...ofCommand(command, args, path),
    ...Object.entries(others).flatMap(([key, inner]) => {
      if (tables.includes(key) && isPlain(inner)) return ofTable(inner, [...path, key], secretIn);
      if (lines.includes(key) && Array.isArray(inner)) return ofLine(inner.map(textOf), [...path, key]);
      return violations(inner, [...path, key]);
    }),
  ];
}

/** Checks `command` and `args` as one line, because one can hold the program and the other its password. */
function ofCommand(command: unknown, args: unknown, path: Path): RuleViolation[] {
  const [first, rest] = [command, args].map((words) => (Array.isArray(words) ? words.map(textOf) : []));
  const found = ofLine(first ?? [], [...path, 'command']);
  if (found.length > 0 || !rest || rest.length === 0) return found;
  return ofLine([...(first ?? []), ...rest], [...path, 'args']);
}

function ofLine(words: readonly string[], path: Path): RuleViolation[] {
  if (words.length === 0) return [];
  const kind = secretInArguments(words);
  return kind === undefined ? [] : [written(path, kind)];
}

function ofTable(table: object, path: Path, detect: typeof secretIn): RuleViolation[] {
  return Object.entries(table).flatMap(([name, value]) => {
    const kind = detect(name, textOf(value));
    return kind === undefined ? [] : [written([...path, name], kind)];
  });
}

function written(path: Path, kind: string): RuleViolation {
  return warning(
    'secret-in-text',
    path,
    secretMessage(String(path.at(-1)), kind),
    'keep the value in a Secret: `this.secret(name).key(key)`, or `{ secret: …, key: … }`',
  );
}

/** Replaces references by placeholders. Their values are not secret, but the text around them may be. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isToken(value)) return '';
  const parts = 'parts' in value ? value.parts : [value];
  return parts.map((part) => (typeof part === 'string' ? part : '$(reference)')).join('');
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || isToken(value)) return false;
  return [Object.prototype, null].includes(Object.getPrototypeOf(value));
}
