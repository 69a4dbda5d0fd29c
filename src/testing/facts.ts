import type { KubernetesObject } from '../assembly/application-assembly';
import { isMap } from '../environments/merge';
import { type Pod, podSecurityViolations } from '../kubernetes/pod-security';
import { differences } from './differences';
import type { SynthesizedApplication } from './synthesize';

/** The object that a flow has under a name such as `deployment`, `service` or `pvc`. */
export function objectOf(app: SynthesizedApplication, flow: string, name: string): KubernetesObject | undefined {
  return app.objects[`${flow}-${name}`];
}

/** The image of a flow's container, as it is written; undefined when the flow runs no pods here. */
export function imageOf(app: SynthesizedApplication, flow: string): string | undefined {
  const deployment = objectOf(app, flow, 'deployment');
  return deployment && podOf(deployment).spec?.containers?.find(({ name }) => name === flow)?.image;
}

/** What keeps the application's pods from the "restricted" standard, in words; empty when nothing does. */
export function restrictionsBroken(app: SynthesizedApplication): string[] {
  return Object.entries(app.objects).flatMap(([file, object]) =>
    podSecurityViolations('restricted', podOf(object)).map((violation) => `${file}: ${violation}`),
  );
}

/**
 * Where two environments' objects differ, as `api-deployment: spec.replicas`. The environment's
 * own name and namespace always differ, and are left out.
 */
export function differencesBetween(a: SynthesizedApplication, b: SynthesizedApplication): string[] {
  const files = [...new Set([...Object.keys(a.objects), ...Object.keys(b.objects)])].sort();
  return files.flatMap((file) =>
    differences(withoutPlace(a.objects[file]), withoutPlace(b.objects[file])).map(
      (path) => `${file}: ${path || '(whole)'}`,
    ),
  );
}

/** The pod itself, or what a workload or a job makes its pods of; empty for an object that has none. */
function podOf(object: KubernetesObject): Pod {
  if (object.kind === 'Pod') return object as Pod;
  const spec = object.spec as { template?: Pod; jobTemplate?: KubernetesObject } | undefined;
  return spec?.jobTemplate ? podOf(spec.jobTemplate) : (spec?.template ?? {});
}

const placeLabel = 'towpath.dev/environment';

function withoutPlace(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlace);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== placeLabel && key !== 'namespace');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutPlace(inner)]));
}
