import { isMap } from '../../data/merge';
import { formatPath, type Issue, type ValuePath, warningIssue } from '../../diagnostics';
import type { ApplicationDraft } from '../draft';
import { ByEnvironment } from '../values';

/** Values that only code decides and that differ between environments, and clusters that were assumed. */
export function draftFindings({ id, flows, files }: ApplicationDraft, contexts: ReadonlyMap<string, string>): Issue[] {
  const differing = flows.flatMap((flow) =>
    placesOf(flow.props, []).map((path) => {
      const message = `environments differ in \`${formatPath(path)}\`, which only code can set`;
      const hint = 'the code has the value of each environment; make them equal if you can';
      return warningIssue('adopt-differs-in-code', message, { path: `${id}.${flow.id}.${formatPath(path)}`, hint });
    }),
  );
  const assumed = [...files.keys()].filter((name) => 'cluster' in (files.get(name) ?? {}) && !contexts.has(name));
  if (assumed.length === 0) return differing;
  const message = 'environments have objects with the same name and namespace, so each needs a cluster of its own';
  const hint = `set the real \`cluster.context\` in ${assumed.map((name) => `environments/${name}.yaml`).join(', ')}`;
  return [...differing, warningIssue('adopt-cluster-assumed', message, { hint })];
}

function placesOf(value: unknown, path: ValuePath): ValuePath[] {
  if (value instanceof ByEnvironment) return [path];
  return isMap(value) ? Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key])) : [];
}
