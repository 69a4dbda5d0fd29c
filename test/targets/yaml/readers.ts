import { spawnSync } from 'node:child_process';
import * as jsYaml from 'js-yaml';
import { isAlias, isNode, parseAllDocuments, visit } from 'yaml';

/** Reads every document of a text. It throws if a key of a map is not text. */
export interface Reader {
  readonly name: string;
  readonly read: (text: string) => unknown[];
}

// The old version has no type declarations under its alias.
const jsYaml3: { safeLoadAll(text: string): unknown[] } = require('js-yaml-1.1');

/** The readers of YAML 1.2 and 1.1 that run in this process. */
export const readers: readonly Reader[] = [
  { name: 'yaml, YAML 1.2', read: (text) => readWithYaml(text, '1.2') },
  { name: 'yaml, YAML 1.1', read: (text) => readWithYaml(text, '1.1') },
  { name: 'js-yaml 5, YAML 1.2', read: (text) => jsYaml.loadAll(text) },
  { name: 'js-yaml 5, YAML 1.1', read: (text) => jsYaml.loadAll(text, { schema: jsYaml.YAML11_SCHEMA }) },
  { name: 'js-yaml 3, YAML 1.1', read: (text) => jsYaml3.safeLoadAll(text) },
];

function readWithYaml(text: string, version: '1.1' | '1.2'): unknown[] {
  const documents = parseAllDocuments(text, { version });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    for (const problem of [...document.errors, ...document.warnings]) throw problem;
    return withTextKeys(document.toJS({ mapAsMap: true }));
  });
}

/** A plain object would convert a key such as `1` or `true` to text. */
function withTextKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextKeys);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries(
    Array.from(value, ([key, child]) => {
      if (typeof key !== 'string') throw new Error(`the key ${String(key)} is not a text`);
      return [key, withTextKeys(child)];
    }),
  );
}

/** Whether the text has an anchor or an alias. */
export function hasAnchors(text: string): boolean {
  let found = false;
  for (const document of parseAllDocuments(text)) {
    visit(document, (_key, node) => {
      found ||= isAlias(node) || (isNode(node) && 'anchor' in node && node.anchor !== undefined);
    });
  }
  return found;
}

const PYTHON = `
import json, sys, yaml

def text_keys(value):
    if isinstance(value, list):
        return [text_keys(child) for child in value]
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                raise ValueError('the key %r is not a text' % (key,))
        return {key: text_keys(child) for key, child in value.items()}
    return value

def read(text):
    try:
        return [text_keys(yaml.safe_load(text))]
    except Exception as error:
        return 'failed: %s' % error

texts = json.loads(sys.stdin.buffer.read().decode())
print(json.dumps([read(text) for text in texts], default=repr))
`;

/** Whether PyYAML is installed. Tests do not require it. */
export const hasPyYaml = spawnSync('python3', ['-c', 'import yaml']).status === 0;

/** The result of `yaml.safe_load` of PyYAML for each text, as a list with one entry, or the error. */
export function readWithPyYaml(texts: readonly string[]): unknown[] {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', PYTHON], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as unknown[];
}
