import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { warningIssue } from '../../diagnostics';
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
  const counter = new LineCounter();
  // Tags such as `!reset` of Compose are no mistakes.
  const document = parseDocument(text, { lineCounter: counter, merge: true, logLevel: 'silent', uniqueKeys: false });
  const [error] = document.errors;
  const issues = error
    ? [
        warningIssue('source-invalid', `\`${file}\` is not valid YAML at line ${counter.linePos(error.pos[0]).line}`, {
          hint: 'fix the file; flows that it declares may be missing from the list',
          location: { file, line: counter.linePos(error.pos[0]).line },
        }),
      ]
    : [];
  const lineOf = (path: readonly (string | number)[]) => {
    const key = path.at(-1);
    const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
    const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    const node = (pair?.key ?? (isSeq(parent) && typeof key === 'number' ? parent.items[key] : undefined)) as
      | Node
      | undefined;
    return node?.range ? counter.linePos(node.range[0]).line : 1;
  };
  let data: unknown;
  try {
    // Aliases may not grow the data without an end.
    data = document.toJS({ maxAliasCount: 100 });
  } catch {
    data = undefined;
  }
  return { data, lineOf, issues };
}
