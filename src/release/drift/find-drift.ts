import type { Cluster, LiveObject } from '../../cluster/cluster';
import { failureIssues } from '../../cluster/failures';
import { isApiFailure } from '../../cluster/http/api-failure';
import { keyOf, refOf } from '../../cluster/object-ref';
import type { Issue } from '../../diagnostics';
import { partOfSet } from '../../kubernetes/apply-set';
import type { DesiredObject } from '../desired';
import type { InstanceRef } from '../store/instance';
import type { Release } from '../store/release';
import { type DriftedField, driftOf } from './drift';

/** An object that differs from the newest release. */
export interface DriftedObject {
  /** Absent for an object beside the flows. */
  readonly flow?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** Whether the object no longer exists. */
  readonly isMissing: boolean;
  readonly fields: readonly DriftedField[];
}

export interface Drift {
  readonly objects: readonly DriftedObject[];
  /** Issues about objects that could not be compared. */
  readonly issues: readonly Issue[];
}

/**
 * Compares the objects of a release with the live objects. It reads one list for each kind; cluster-scoped objects and
 * objects that are no longer in the set are read by name.
 *
 * @param known live objects that have been read already
 */
export async function findDrift(
  cluster: Cluster,
  release: Release & { readonly instanceRef: InstanceRef },
  objects: readonly DesiredObject[],
  known: readonly LiveObject[],
): Promise<Drift> {
  const { namespace } = release.instanceRef;
  const live = new Map(known.map((object) => [keyOf(refOf(object)), object]));
  const issues = await readMembers(cluster, namespace, objects, live);
  const resources = await cluster.resources();
  const ran = new Set(release.ran);
  const compared = await Promise.all(
    objects.map(async ({ flow, runsOnce, manifest }): Promise<DriftedObject | undefined> => {
      const { apiVersion, kind, metadata } = manifest;
      if (issues.has(typeOf(manifest))) return undefined;
      const isNamespaced = resources.find(apiVersion, kind)?.namespaced ?? true;
      const place = isNamespaced ? { namespace: metadata.namespace ?? namespace } : {};
      const ref = { apiVersion, kind, name: metadata.name, ...place };
      const about = { ...(flow !== undefined && { flow }), kind, name: metadata.name, ...place };
      try {
        const found = live.get(keyOf(ref)) ?? (await cluster.get(ref));
        if (!found) return runsOnce && ran.has(metadata.name) ? undefined : { ...about, isMissing: true, fields: [] };
        const fields = driftOf(manifest, found, release.state === 'deployed');
        return fields.length > 0 ? { ...about, isMissing: false, fields } : undefined;
      } catch (error) {
        // Many accounts may not read cluster-scoped kinds.
        if (isApiFailure(error, 403)) return undefined;
        throw error;
      }
    }),
  );
  return { objects: compared.flatMap((object) => object ?? []), issues: [...issues.values()] };
}

/** Two groups can have kinds with the same name. */
function typeOf({ apiVersion, kind }: Pick<LiveObject, 'apiVersion' | 'kind'>): string {
  return `${apiVersion}/${kind}`;
}

/** @returns the kinds that could not be read, with the reason */
async function readMembers(
  cluster: Cluster,
  namespace: string,
  objects: readonly DesiredObject[],
  live: Map<string, LiveObject>,
): Promise<Map<string, Issue>> {
  const resources = await cluster.resources();
  const unread = objects.filter(
    ({ manifest }) => !live.has(keyOf({ ...refOf(manifest), namespace: manifest.metadata.namespace ?? namespace })),
  );
  const kinds = new Map(
    unread.map(({ manifest }) => [typeOf(manifest), { apiVersion: manifest.apiVersion, kind: manifest.kind }]),
  );
  const issues = new Map<string, Issue>();
  await Promise.all(
    [...kinds].map(async ([type, { apiVersion, kind }]) => {
      const resource = resources.find(apiVersion, kind);
      if (!resource?.namespaced) return;
      try {
        const { items } = await cluster.list(resource, { namespace, labelSelector: partOfSet });
        for (const item of items) live.set(keyOf(refOf(item)), item);
      } catch (error) {
        if (!isApiFailure(error, 403)) throw error;
        const [issue] = failureIssues(error);
        if (!issue) return;
        const message = `cannot check the ${kind} objects in the namespace \`${namespace}\` for drift: ${issue.message}`;
        issues.set(type, { ...issue, severity: 'warning', message });
      }
    }),
  );
  return issues;
}
