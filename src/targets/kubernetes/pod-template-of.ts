import type { Pod } from './pod-security';

/** The pod itself, or what a workload or a job makes its pods of; empty for an object that has none. */
export function podTemplateOf(object: { readonly kind?: unknown; readonly spec?: unknown }): Pod {
  if (object.kind === 'Pod') return object as Pod;
  const spec = object.spec as { template?: Pod; jobTemplate?: { readonly spec?: unknown } } | undefined;
  return spec?.jobTemplate ? podTemplateOf(spec.jobTemplate) : (spec?.template ?? {});
}
