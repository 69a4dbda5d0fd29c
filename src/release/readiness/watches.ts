import type { ListOptions, LiveObject } from '../../cluster/cluster';
import { groupBy, type Some } from '../../data/group-by';
import { groupKindOf } from '../../kubernetes/api-version';
import { podTemplateKinds } from '../../kubernetes/kinds';

/** One watch to open. */
export interface Watch {
  readonly apiVersion: string;
  readonly kind: string;
  readonly options: ListOptions;
  /** The objects to wait for. Empty if the watch only explains why another object does not become ready. */
  readonly objects: readonly LiveObject[];
}

const workloads = podTemplateKinds.map(groupKindOf);

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

/** One watch for each kind and namespace: of the objects to wait for, and of related objects that explain a blocker. */
export function watchesFor(waited: readonly LiveObject[]): Watch[] {
  return [...groupBy(waited, ({ metadata }) => metadata.namespace).values()].flatMap((objects) => {
    const { namespace } = objects[0].metadata;
    const watches = [...groupBy(objects, groupKindOf).values()].map((some) => watchOn(some, namespace));
    return namespace === undefined ? watches : merged([...watches, ...beside(objects, namespace)]);
  });
}

/** One object is watched by name, several by kind. */
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
 * Selects by the labels that all pods share, because other applications in the namespace may have many pods. A selector
 * is the same in every revision, so it also selects old pods; for a job, the labels of the template are more specific.
 */
function labelsOf(all: readonly Workload[]): ListOptions {
  const [first = {}, ...others] = all.map(
    ({ kind, spec }) => (kind === 'Job' ? spec.template?.metadata?.labels : spec.selector?.matchLabels) ?? {},
  );
  const shared = Object.entries(first).filter(([name, value]) => others.every((labels) => labels[name] === value));
  return shared.length > 0 ? { labelSelector: shared.map((label) => label.join('=')).join(',') } : {};
}

/** If a kind is both waited for and related, one watch serves both. */
function merged(watches: readonly Watch[]): Watch[] {
  return [...groupBy(watches, groupKindOf).values()].map((same) => {
    const [first, ...others] = same;
    if (others.length === 0) return first;
    const { namespace } = first.options;
    return { ...first, options: { namespace }, objects: same.flatMap(({ objects }) => objects) };
  });
}
