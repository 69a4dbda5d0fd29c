import { mapsIn } from '../../data/merge';
import type { Pod } from './pod-security';

/** The pod itself, or the pod template of a workload or job; an empty map for an object without one. */
export function podTemplateOf(object: { readonly kind?: unknown; readonly spec?: unknown }): Pod {
  if (object.kind === 'Pod') return object as Pod;
  const spec = object.spec as { template?: Pod; jobTemplate?: { readonly spec?: unknown } } | undefined;
  return spec?.jobTemplate ? podTemplateOf(spec.jobTemplate) : (spec?.template ?? {});
}

/** The containers of an object's pods and then the init containers; none for an object without pods. */
export function podContainersOf(object: Parameters<typeof podTemplateOf>[0]): Readonly<Record<string, unknown>>[] {
  const spec = podTemplateOf(object).spec ?? {};
  return [...mapsIn(spec.containers), ...mapsIn(spec.initContainers)];
}
