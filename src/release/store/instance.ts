import { createHash } from 'node:crypto';
import type { ObjectRef } from '../../cluster/cluster';

/** An application as it stands in one place of a cluster. */
export interface InstanceRef {
  readonly instance: string;
  readonly namespace: string;
}

/** On every object of a set: the set that it belongs to. @see https://git.k8s.io/enhancements/keps/sig-cli/3659-kubectl-apply-prune */
export const partOfSet = 'applyset.kubernetes.io/part-of';

/** On what towpath itself leaves in the cluster. */
export const environmentLabel = 'towpath.dev/environment';
export const releaseLabel = 'towpath.dev/release';

/** Labels of the ConfigMaps that towpath keeps of an application. */
export function recordLabels(of: Readonly<Record<'application' | 'environment' | 'instance', string>>) {
  return {
    'app.kubernetes.io/managed-by': 'towpath',
    'app.kubernetes.io/part-of': of.application,
    'app.kubernetes.io/instance': of.instance,
    [environmentLabel]: of.environment,
  };
}

/** The object that a set of objects hangs on, which names the kinds that are in it. */
export function parentRef({ instance, namespace }: InstanceRef): ObjectRef {
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: `towpath.${instance}` };
}

/** What holds others off while a deploy is running. */
export function leaseRef({ instance, namespace }: InstanceRef): ObjectRef {
  return { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace, name: `towpath.${instance}` };
}

export function releaseRef({ instance, namespace }: InstanceRef, revision: number): ObjectRef {
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: `towpath.${instance}.v${revision}` };
}

/** The rendered objects of a release, apart from it: lists of releases stay small. */
export function releasedObjectsRef(instanceRef: InstanceRef, revision: number): ObjectRef {
  const { name, ...ref } = releaseRef(instanceRef, revision);
  return { ...ref, name: `${name}.objects` };
}

/** The id of a set, as the convention makes it from the parent. */
export function setId(instanceRef: InstanceRef): string {
  const { name, namespace, kind } = parentRef(instanceRef);
  const hash = createHash('sha256').update(`${name}.${namespace}.${kind}.`).digest('base64url');
  return `applyset-${hash}-v1`;
}
