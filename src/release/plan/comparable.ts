import type { KubernetesObject } from '../../assembly/application-assembly';

/** What a server keeps of its own accord. */
const kept = ['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp', 'selfLink'];

/** Tools write the whole object here once more, Secrets included: kubectl, kapp, Rancher. */
const copies = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'kapp.k14s.io/original',
  'objectset.rio.cattle.io/applied',
];

/** An object as people compare it: without what the server keeps, and without the state that it is in. */
export function comparable({ status: _, ...object }: KubernetesObject): KubernetesObject {
  const metadata = Object.fromEntries(Object.entries(object.metadata).filter(([key]) => !kept.includes(key)));
  return { ...object, metadata: metadata as KubernetesObject['metadata'] };
}

/**
 * Both sides of a Secret without its values: two values that differ are masked differently, so that the change shows.
 */
export function masked(
  before: KubernetesObject | undefined,
  after: KubernetesObject | undefined,
): [KubernetesObject | undefined, KubernetesObject | undefined] {
  const kind = (after ?? before)?.kind;
  if (kind !== 'Secret') return [before, after];
  return [maskedSide(before, after, 'before'), maskedSide(after, before, 'after')];
}

function maskedSide(
  side: KubernetesObject | undefined,
  other: KubernetesObject | undefined,
  name: string,
): KubernetesObject | undefined {
  if (!side) return undefined;
  const mask = (key: 'data' | 'stringData') => {
    const values = side[key] as Record<string, unknown> | undefined;
    if (!values) return {};
    const others = (other?.[key] ?? {}) as Record<string, unknown>;
    const shown = Object.entries(values).map(([entry, value]) => {
      const differs = entry in others && others[entry] !== value;
      return [entry, differs ? `*** (${name})` : '***'];
    });
    return { [key]: Object.fromEntries(shown) };
  };
  const { annotations } = side.metadata as { annotations?: Record<string, string> };
  const hide = ([key, value]: [string, string]) => [key, copies.includes(key) ? '***' : value];
  const hidden = annotations && { annotations: Object.fromEntries(Object.entries(annotations).map(hide)) };
  return { ...side, metadata: { ...side.metadata, ...hidden }, ...mask('data'), ...mask('stringData') };
}
