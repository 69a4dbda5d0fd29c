import type { Cluster, LiveObject } from '../../cluster/cluster';
import { keyOf, refOf } from '../../cluster/object-ref';
import {
  environmentLabel,
  instanceLabel,
  managedByLabel,
  managedByTowpath,
  nameLabel,
  partOfLabel,
} from '../../kubernetes/labels';
import type { DesiredApplication, DesiredObject } from '../../release/desired';
import { type InstanceRef, instanceRefOf } from '../../release/store/instance';
import { instanceKey, type KeptRelease } from './kept-releases';

/** The flow, application and environment that an object belongs to. */
export interface Identity extends InstanceRef {
  readonly application: string;
  readonly environment: string;
  readonly flow: string;
}

export function identityKey({ application, environment, flow, ...instanceRef }: Identity): string {
  return JSON.stringify([application, environment, flow, instanceKey(instanceRef)]);
}

/** By the keys of objects. */
export type Names = ReadonlyMap<string, Identity>;

export function declaredNames(declared: readonly DesiredApplication[], cluster: Pick<Cluster, 'namespace'>): Names {
  return new Map(declared.flatMap((one) => namesOf(one.objects, { ...one, ...instanceRefOf(one, cluster) })));
}

/** @param objects the objects of each instance's newest release, by key */
export function releasedNames(
  releases: readonly KeptRelease[],
  objects: ReadonlyMap<string, readonly DesiredObject[]>,
): Names {
  return new Map(
    releases.flatMap((release) => {
      const { instanceRef } = release;
      return namesOf(objects.get(instanceKey(instanceRef)) ?? [], { ...release, ...instanceRef });
    }),
  );
}

function namesOf(objects: readonly DesiredObject[], of: Omit<Identity, 'flow'>): [string, Identity][] {
  const { application, environment, instance, namespace } = of;
  return objects.flatMap(({ flow, manifest }): [string, Identity][] => {
    const key = keyOf({ ...refOf(manifest), namespace: manifest.metadata.namespace ?? namespace });
    return flow === undefined ? [] : [[key, { application, environment, instance, namespace, flow }]];
  });
}

/**
 * Finds the flow of a workload by its labels, or by its name if it lacks our labels, as the objects of an adopted
 * application do. A workload whose labels name another environment is never matched by name.
 */
export function identifyWorkload(workload: LiveObject, ...names: readonly Names[]): Identity | undefined {
  const { labels = {}, namespace = '' } = workload.metadata;
  const environment = labels[environmentLabel];
  const [application, instance, flow] = [partOfLabel, instanceLabel, nameLabel].map((label) => labels[label]);
  const key = keyOf(refOf(workload));
  const found = names.map((known) => known.get(key)).find((identity) => identity !== undefined);
  if (labels[managedByLabel] === managedByTowpath && application && environment && instance && flow) {
    const identity = { application, environment, instance, namespace, flow };
    // An object of the flow in another namespace belongs to the instance in the application's namespace.
    return found && identityKey({ ...found, namespace }) === identityKey(identity) ? found : identity;
  }
  return environment === undefined || environment === found?.environment ? found : undefined;
}
