import { createHash } from 'node:crypto';
import type { Cluster, ObjectRef } from '../../cluster/cluster';
import { coordinationGroup } from '../../kubernetes/api-groups';
import { apiVersionOf } from '../../kubernetes/api-version';
import {
  environmentLabel,
  instanceLabel,
  managedByLabel,
  managedByTowpath,
  partOfLabel,
} from '../../kubernetes/labels';

/** An application in one namespace of a cluster. */
export interface InstanceRef {
  readonly instance: string;
  readonly namespace: string;
}

/** The instance of an application. Its namespace is the context's if nothing sets one. */
export function instanceRefOf(
  { instance, namespace }: { readonly instance: string; readonly namespace?: string | undefined },
  cluster: Pick<Cluster, 'namespace'>,
): InstanceRef {
  return { instance, namespace: namespace ?? cluster.namespace };
}

/** The labels of the ConfigMaps that towpath keeps for an application. */
export function recordLabels(of: Readonly<Record<'application' | 'environment' | 'instance', string>>) {
  return {
    [managedByLabel]: managedByTowpath,
    [partOfLabel]: of.application,
    [instanceLabel]: of.instance,
    [environmentLabel]: of.environment,
  };
}

/** The parent of a set of objects, which lists the kinds in it. */
export function parentRef({ instance, namespace }: InstanceRef): ObjectRef {
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: `towpath.${instance}` };
}

/** The lease that keeps other deploys away while one runs. */
export function leaseRef({ instance, namespace }: InstanceRef): ObjectRef {
  return { apiVersion: apiVersionOf(coordinationGroup, 'v1'), kind: 'Lease', namespace, name: `towpath.${instance}` };
}

export function releaseRef({ instance, namespace }: InstanceRef, revision: number): ObjectRef {
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: `towpath.${instance}.v${revision}` };
}

/**
 * The ConfigMap with the rendered objects of a release. It is apart from the release, so that lists of releases stay
 * small. Objects that are too large for one ConfigMap are in several, counted from 1.
 */
export function releasedObjectsRef(instanceRef: InstanceRef, revision: number, piece = 1): ObjectRef {
  const { name, ...ref } = releaseRef(instanceRef, revision);
  return { ...ref, name: piece === 1 ? `${name}.objects` : `${name}.objects.${piece}` };
}

/** The id of a set, computed from its parent as the convention says. */
export function setId(instanceRef: InstanceRef): string {
  const { name, namespace, kind } = parentRef(instanceRef);
  const hash = createHash('sha256').update(`${name}.${namespace}.${kind}.`).digest('base64url');
  return `applyset-${hash}-v1`;
}
