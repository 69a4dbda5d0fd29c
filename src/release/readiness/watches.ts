import type { ListOptions, LiveObject } from '../../cluster/cluster';
import { groupKindOf } from '../../cluster/discovery';

/** One watch to open. */
export interface Watch {
  readonly apiVersion: string;
  readonly kind: string;
  readonly options: ListOptions;
  /** The objects that are waited for; none where it only says why another one does not come up. */
  readonly objects: readonly LiveObject[];
}

const workloads = ['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'Job.batch'];

interface Workload extends LiveObject {
  readonly spec: {
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly template?: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
      readonly spec?: { readonly volumes?: readonly { readonly persistentVolumeClaim?: object }[] };
    };
    readonly volumeClaimTemplates?: readonly object[];
  };
}

/** One watch a kind and namespace, for what is waited for and for what tells about it. */
export function watchesFor(waited: readonly LiveObject[]): Watch[] {
  return grouped(waited, ({ metadata }) => metadata.namespace).flatMap((objects) => {
    const { namespace } = objects[0].metadata;
    const watches = grouped(objects, groupKindOf).map((some) => watchOn(some, namespace));
    return namespace === undefined ? watches : merged([...watches, ...beside(objects, namespace)]);
  });
}

/** The one by its name, several by their kind. */
function watchOn(objects: Some<LiveObject>, namespace: string | undefined): Watch {
  const [{ apiVersion, kind, metadata }] = objects;
  const options = { namespace, ...(objects.length === 1 && { fieldSelector: `metadata.name=${metadata.name}` }) };
  return { apiVersion, kind, options, objects };
}

function beside(objects: readonly LiveObject[], namespace: string): Watch[] {
  const watch = (apiVersion: string, kind: string, options: ListOptions = {}): Watch => {
    return { apiVersion, kind, options: { namespace, ...options }, objects: [] };
  };
  const found = objects.filter((object) => workloads.includes(groupKindOf(object))) as Workload[];
  const deployments = found.filter(({ kind }) => kind === 'Deployment');
  return [
    watch('v1', 'Event'),
    ...(found.length > 0 ? [watch('v1', 'Pod', labelsOf(found))] : []),
    ...(deployments.length > 0 ? [watch('apps/v1', 'ReplicaSet', labelsOf(deployments))] : []),
    ...(found.some(usesClaims) ? [watch('v1', 'PersistentVolumeClaim')] : []),
  ];
}

function usesClaims({ spec: { template, volumeClaimTemplates = [] } }: Workload): boolean {
  const volumes = template?.spec?.volumes ?? [];
  return volumeClaimTemplates.length > 0 || volumes.some(({ persistentVolumeClaim }) => persistentVolumeClaim);
}

/**
 * Chooses by the labels that all share: others in the namespace may have many pods. Selectors stay the same from
 * revision to revision, and choose old pods as well; of a job's, the template says more.
 */
function labelsOf(all: readonly Workload[]): ListOptions {
  const [first = {}, ...others] = all.map(
    ({ kind, spec }) => (kind === 'Job' ? spec.template?.metadata?.labels : spec.selector?.matchLabels) ?? {},
  );
  const shared = Object.entries(first).filter(([name, value]) => others.every((labels) => labels[name] === value));
  return shared.length > 0 ? { labelSelector: shared.map((label) => label.join('=')).join(',') } : {};
}

/** Where a kind is both waited for and beside, one watch sees all of it. */
function merged(watches: readonly Watch[]): Watch[] {
  return grouped(watches, groupKindOf).map((same) => {
    const [first, ...others] = same;
    if (others.length === 0) return first;
    const { namespace } = first.options;
    return { ...first, options: { namespace }, objects: same.flatMap(({ objects }) => objects) };
  });
}

type Some<T> = [T, ...T[]];

function grouped<T>(all: readonly T[], keyOf: (one: T) => string | undefined): Some<T>[] {
  const groups = new Map<string | undefined, Some<T>>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}
