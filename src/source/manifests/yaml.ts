import { isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { plainValue, yamlDocuments } from '../../data/yaml-documents';
import { type Issue, warningIssue } from '../../diagnostics';
import type { FileFindings } from '../source-flow';

/** A YAML file of another program, with the lines of its values. */
export interface ForeignYaml {
  /** The value as plain data. */
  readonly data: unknown;
  readonly lineOf: (path: readonly (string | number)[]) => number;
  readonly issues: NonNullable<FileFindings['issues']>;
}

/** Reads a YAML file of another program. Mistakes are reported as warnings, and what can be read is read. */
export function foreignYaml(file: string, text: string): ForeignYaml {
  // Tags such as `!reset` of Compose are no mistakes.
  const read = yamlDocuments(text, { merge: true, uniqueKeys: false });
  if ('problem' in read) return { data: undefined, lineOf: () => 1, issues: [invalid(file, 1, read.problem)] };
  const [document, another] = read.documents;
  if (!document) return { data: null, lineOf: () => 1, issues: [] };
  const [error] = document.errors;
  const found = plainValue(document);
  const issues = error
    ? [invalid(file, read.placeAt(error.pos[0]).line)]
    : another
      ? [invalid(file, read.placeAt(another.range[0]).line, 'it has several documents')]
      : 'problem' in found
        ? [invalid(file, 1, found.problem)]
        : [];
  const keys = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  const keysOf = (map: YAMLMap): ReadonlyMap<string, Pair> => {
    const known = keys.get(map) ?? pairsByKey(map);
    keys.set(map, known);
    return known;
  };
  const lineOf = (path: readonly (string | number)[]) => {
    let [at, within]: unknown[] = [undefined, document.contents];
    for (const step of path) {
      const pair = isMap(within) ? keysOf(within).get(String(step)) : undefined;
      const item = isSeq(within) && typeof step === 'number' ? within.items[step] : undefined;
      [at, within] = pair ? [pair.key, pair.value] : [item, item];
    }
    return isNode(at) && at.range ? read.placeAt(at.range[0]).line : 1;
  };
  return { data: 'value' in found ? found.value : undefined, lineOf, issues };
}

function pairsByKey({ items }: YAMLMap): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const pair of items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
    if (key !== undefined && !pairs.has(key)) pairs.set(key, pair);
  }
  return pairs;
}

function invalid(file: string, line: number, reason?: string): Issue {
  const message = `\`${file}\` is not valid YAML at line ${line}${reason === undefined ? '' : `: ${reason}`}`;
  const hint = 'fix the file; flows that it declares may be missing from the list';
  return warningIssue('source-invalid', message, { hint, location: { file, line } });
}
