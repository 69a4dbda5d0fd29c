import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { secretIn, secretInArguments, secretInFile } from '../../../src/model/secrets/detect';
import { filesBelow } from '../../project/repository';

/** A value that a YAML file sets for a container, a ConfigMap or an annotation. */
export interface Written {
  /** The file, kind and name of the value: `garbo/k8s/base/api.yaml env DB_PASSWORD`. */
  readonly place: string;
  readonly value: string;
  /** The kind of secret that the detector reports. */
  readonly kind: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Returns all such values below a folder: in Kubernetes objects, Compose files, values of charts, and `.env` files. */
export function writtenBelow(folder: string): Written[] {
  return filesBelow(folder).flatMap((file) => {
    if (/\.env$/.test(file)) return ofEnvFile(readFileSync(join(folder, file), 'utf8'), file);
    if (!/\.ya?ml$/.test(file)) return [];
    return documents(join(folder, file)).flatMap((object) => textsIn(object, file));
  });
}

function documents(file: string): unknown[] {
  // Templates of charts are not valid YAML, so only the parts that can be read are checked.
  const parsed = [...parseAllDocuments(readFileSync(file, 'utf8'), { version: '1.1' })];
  return parsed.flatMap((document) => (document.errors.length > 0 ? [] : [document.toJS({ maxAliasCount: -1 })]));
}

function textsIn(value: unknown, file: string): Written[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, file));
  if (typeof value !== 'object' || value === null) return [];
  const { kind, data, command, args, ...others } = value as Fields;
  const own = [
    ...(kind === 'ConfigMap' ? named(data, 'data', file, secretInFile) : textsIn(data, file)),
    ...line(words(command), 'command', file),
    ...(words(args).length > 0 ? line([...words(command), ...words(args)], 'args', file) : []),
  ];
  return [
    ...own,
    ...Object.entries(others).flatMap(([key, inner]) => {
      if (/^(env|environment)$/.test(key)) return named(inner, key, file, secretIn);
      if (/^(pod)?annotations$/i.test(key)) return named(inner, key, file, secretIn);
      return textsIn(inner, file);
    }),
  ];
}

/** Reads a map, a list of `name` and `value`, or a list of `NAME=value` as in Compose. */
function named(entries: unknown, sort: string, file: string, detect: typeof secretIn): Written[] {
  const pairs: (readonly [string, unknown])[] = Array.isArray(entries)
    ? entries.map((entry) => (typeof entry === 'string' ? split(entry) : [entry?.name, entry?.value]))
    : Object.entries(Object(entries));
  return pairs
    .filter(([name, value]) => typeof name === 'string' && ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => ({
      place: `${file} ${sort} ${name}`,
      value: String(value),
      kind: detect(name, String(value)),
    }));
}

function line(text: readonly string[], sort: string, file: string): Written[] {
  return text.length === 0 ? [] : [{ place: `${file} ${sort}`, value: text.join(' '), kind: secretInArguments(text) }];
}

function words(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((word) => typeof word === 'string');
}

function ofEnvFile(text: string, file: string): Written[] {
  const lines = text.split('\n').filter((entry) => /^\s*[A-Za-z_]\w*=/.test(entry));
  return named(lines, 'env', file, secretIn);
}

function split(entry: string): readonly [string, string | undefined] {
  const at = entry.indexOf('=');
  return at < 0 ? [entry, undefined] : [entry.slice(0, at).trim(), entry.slice(at + 1)];
}
