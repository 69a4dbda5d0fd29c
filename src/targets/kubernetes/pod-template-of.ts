import type { Pod } from './pod-security';

/** The pod itself, or the pod template of a workload or job; an empty map for an object without one. */
export function podTemplateOf(object: { readonly kind?: unknown; readonly spec?: unknown }): Pod {
  if (object.kind === 'Pod') return object as Pod;
  const spec = object.spec as { template?: Pod; jobTemplate?: { readonly spec?: unknown } } | undefined;
  return spec?.jobTemplate ? podTemplateOf(spec.jobTemplate) : (spec?.template ?? {});
}
