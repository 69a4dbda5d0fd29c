import { isToken, type Token } from '../reference';
import { secretIn, secretInArguments, secretInFile, secretMessage } from '../secrets/detect';
import { type Rule, type RuleFinding, warning } from './rule';

type Path = readonly string[];

/** Tables whose entries are named texts, by the property that holds them. */
const tables = ['env', 'annotations', 'podAnnotations', 'headers'];
/** Lists of words that are one command line. */
const lines = ['command', 'args', 'exec'];

/**
 * Passwords and keys that are written out in variables, command lines, probes, hooks and annotations: whoever reads
 * the repository or the cluster's objects has them.
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#uses-for-secrets
 */
export const secretsInText: Rule = (spec) => findings(spec, []);

/** The same for the keys of a ConfigMap. */
export function secretsInConfig(data: Readonly<Record<string, string | Token>>): RuleFinding[] {
  return ofTable(data, ['data'], secretInFile);
}

function findings(value: unknown, path: Path): RuleFinding[] {
  if (!isPlain(value)) return [];
  const { command, args, ...others } = value;
  return [
    ...ofCommand(command, args, path),
    ...Object.entries(others).flatMap(([key, inner]) => {
      if (tables.includes(key) && isPlain(inner)) return ofTable(inner, [...path, key], secretIn);
      if (lines.includes(key) && Array.isArray(inner)) return ofLine(inner.map(textOf), [...path, key]);
      return findings(inner, [...path, key]);
    }),
  ];
}

/** Command and arguments are one line, of which either may hold the program and the other its password. */
function ofCommand(command: unknown, args: unknown, path: Path): RuleFinding[] {
  const [first, rest] = [command, args].map((words) => (Array.isArray(words) ? words.map(textOf) : []));
  const found = ofLine(first ?? [], [...path, 'command']);
  if (found.length > 0 || !rest || rest.length === 0) return found;
  return ofLine([...(first ?? []), ...rest], [...path, 'args']);
}

function ofLine(words: readonly string[], path: Path): RuleFinding[] {
  const kind = secretInArguments(words);
  return kind === undefined ? [] : [written(path, kind)];
}

function ofTable(table: object, path: Path, detect: typeof secretIn): RuleFinding[] {
  return Object.entries(table).flatMap(([name, value]) => {
    const kind = detect(name, textOf(value));
    return kind === undefined ? [] : [written([...path, name], kind)];
  });
}

function written(path: Path, kind: string): RuleFinding {
  return warning(
    'secret-in-text',
    path,
    secretMessage(String(path.at(-1)), kind),
    'keep it in a Secret: `this.secret(name).key(key)`, or `{ secret: …, key: … }`',
  );
}

/** References become placeholders: what they come to is no secret, and what stands around them may be one. */
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
