import { isObject, textsIn } from '../../data/merge';
import { formatPath, type Issue, type ValuePath, warningIssue } from '../../diagnostics';
import { secretIn, secretInArguments, secretInFile, secretMessage } from '../../model/secrets/detect';

type Fields = Readonly<Record<string, unknown>>;

/** A text in an object that looks like a secret. */
export interface SecretText {
  /** The path of the text in the object. */
  readonly path: ValuePath;
  /** The kind of secret that the text looks like. It does not contain the text itself. */
  readonly kind: string;
}

/** Lists of entries with `name` and `value`: variables of containers, and headers of probes. */
const lists = ['env', 'httpHeaders'];

/**
 * The texts of an object that look like secrets: variables, command lines, headers, annotations, and the data of
 * ConfigMaps, anywhere in the object. The content of Secrets is not checked here.
 */
export function secretTexts(value: unknown, path: ValuePath = []): SecretText[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => secretTexts(item, [...path, index]));
  if (!isObject(value) || (value.apiVersion === 'v1' && value.kind === 'Secret')) return [];
  const isConfig = value.apiVersion === 'v1' && value.kind === 'ConfigMap';
  return [
    ...ofCommand(value, path),
    ...Object.entries(value).flatMap(([key, inner]) => {
      const place = [...path, key];
      if (isConfig && key === 'data') return ofTable(inner, place, secretInFile);
      if (key === 'annotations') return ofTable(inner, place, secretIn);
      if (lists.includes(key) && Array.isArray(inner)) return ofList(inner, place);
      if (key === 'env' && isObject(inner)) return [...ofTable(inner, place, secretIn), ...secretTexts(inner, place)];
      return secretTexts(inner, place);
    }),
  ];
}

/** The warning about a text that looks like a secret. `object` is the path of the construct. */
export function secretTextIssue({ path, kind }: SecretText, object: string): Issue {
  return warningIssue('secret-in-text', secretMessage(String(path.at(-1)), kind), {
    hint: 'move the value into a Secret in the cluster, and refer to that Secret with `valueFrom.secretKeyRef`',
    path: `${object} ${formatPath(path)}`,
  });
}

/** Command and arguments are checked as one line, because one may contain the program and the other its password. */
function ofCommand({ command, args }: Fields, path: ValuePath): SecretText[] {
  const [first, rest] = [textsIn(command), textsIn(args)];
  const found = ofLine(first, [...path, 'command']);
  return found.length > 0 || rest.length === 0 ? found : ofLine([...first, ...rest], [...path, 'args']);
}

function ofLine(words: readonly string[], path: ValuePath): SecretText[] {
  return found(secretInArguments(words), path);
}

function ofTable(table: unknown, path: ValuePath, detect: typeof secretIn): SecretText[] {
  return Object.entries(isObject(table) ? table : {}).flatMap(([name, text]) =>
    typeof text === 'string' ? found(detect(name, text), [...path, name]) : [],
  );
}

function ofList(entries: readonly unknown[], path: ValuePath): SecretText[] {
  return entries.flatMap((entry) => {
    const { name, value } = isObject(entry) ? entry : {};
    return typeof name === 'string' && typeof value === 'string' ? found(secretIn(name, value), [...path, name]) : [];
  });
}

function found(kind: string | undefined, path: ValuePath): SecretText[] {
  return kind === undefined ? [] : [{ path, kind }];
}
