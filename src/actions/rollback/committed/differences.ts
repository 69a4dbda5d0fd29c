import { keyOf, refOf } from '../../../cluster/object-ref';
import { differences } from '../../../data/differences';
import { escapeHidden } from '../../../data/escape-hidden';
import { errorIssue, formatPath, type Issue } from '../../../diagnostics';
import { parseImage } from '../../../model/image-reference';
import { quoteValue } from '../../../model/quote-value';
import type { DesiredApplication, DesiredObject, ReleasedFlow } from '../../../release/desired';
import { isNamedByContent } from '../permitted/named-by-content';
import type { CommittedObjects } from './committed';

/**
 * How a part of a release differs from the `dist/` of its commit: in objects, in their order, and in its flows. Secrets
 * are left out because no release contains them, and namespaces because they belong to the environment.
 *
 * @param release with the namespace of each object; `committed` likewise
 * @param flows the flows of the part
 * @param hasOthers whether the part includes the objects beside the flows
 */
export function differencesFromCommit(
  release: DesiredApplication,
  committed: CommittedObjects,
  flows: readonly string[],
  hasOthers: boolean,
): Issue[] {
  const isMeant = ({ flow }: { readonly flow?: string }) => (flow === undefined ? hasOthers : flows.includes(flow));
  const at = `\`dist/\` at ${committed.commit.slice(0, 12)}`;
  const inCommit = new Map(
    expected(committed)
      .filter(isMeant)
      .map((object) => [keyOf(refOf(object.manifest)), object]),
  );
  const found = release.objects.filter(isMeant);
  const keys = new Set(found.map(({ manifest }) => keyOf(refOf(manifest))));
  const missing = [...inCommit].filter(([key, { manifest }]) => !keys.has(key) && manifest.kind !== 'Namespace');
  return [
    ...found.flatMap((object) => {
      const other = inCommit.get(keyOf(refOf(object.manifest)));
      return other
        ? objectDifferences(object, other, at)
        : [differs(nameOf(object), `it is in the release, but ${at} does not contain it`)];
    }),
    ...missing.map(([, object]) => differs(nameOf(object), `it is missing in the release, but ${at} contains it`)),
    ...flows.flatMap((id) => flowDifferences(id, release.flows[id] as ReleasedFlow, committed, at)),
  ];
}

/** The record that a deploy of the commit would have written. */
function expected({ objects, flows }: CommittedObjects): DesiredObject[] {
  const deployed = new Set(objects.flatMap(({ flow }) => flow ?? []));
  return objects
    .filter(({ manifest }) => manifest.kind !== 'Secret')
    .map(({ flow, path, after, manifest }) => {
      const runsOnce = isNamedByContent(manifest);
      const refersTo = flow === undefined ? [] : (flows[flow]?.refersTo ?? []);
      const needs = new Set(refersTo.map((edge) => edge.slice(0, edge.lastIndexOf('.'))));
      return {
        ...(flow !== undefined && { flow }),
        ...{ path, after, runsOnce, manifest },
        needs: runsOnce ? [...needs].filter((one) => deployed.has(one)).sort() : [],
      };
    });
}

function objectDifferences(object: DesiredObject, other: DesiredObject, at: string): Issue[] {
  const { manifest, ...place } = object;
  const { manifest: inCommit, ...restInCommit } = other;
  return [...differences(restInCommit, place), ...differences(inCommit, manifest)].map(({ path, from, to }) =>
    differs(nameOf(object), `found ${shown(to)}; ${at} has ${shown(from)}`, formatPath(path)),
  );
}

function flowDifferences(id: string, flow: ReleasedFlow, { flows }: CommittedObjects, at: string): Issue[] {
  const { refersTo: _, ...indexed } = flows[id] ?? { kind: undefined };
  const { commit: __, dirty: ___, ...found } = flow;
  const { repository: ____, ...pin } = { repository: '', ...parseImage(indexed.image ?? '') };
  return differences({ ...indexed, ...pin }, found).map(({ path, from, to }) =>
    differs(`the flow \`${id}\``, `found ${shown(to)}; ${at} has ${shown(from)}`, formatPath(path)),
  );
}

function nameOf({ manifest: { kind, metadata } }: Pick<DesiredObject, 'manifest'>): string {
  return `${kind}/${metadata.name}`;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : quoteValue(value);
}

function differs(what: string, problem: string, path?: string): Issue {
  return errorIssue('release-differs', escapeHidden(`${what}: ${problem}`), {
    path: path !== undefined ? escapeHidden(path) : undefined,
  });
}
