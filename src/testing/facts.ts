import type { KubernetesObject } from '../assembly/application-assembly';
import { differences } from '../data/differences';
import { isMap } from '../data/merge';
import { formatPath } from '../diagnostics';
import { environmentLabel } from '../kubernetes/labels';
import { type Pod, podSecurityViolations } from '../targets/kubernetes/pod-security';
import { podTemplateOf } from '../targets/kubernetes/pod-template-of';
import type { SynthesizedApplication } from './synthesize';

/** The object that a flow has under a name of its files such as `deployment`, `service`, `cronjob` or `pvc`. */
export function objectOf(app: SynthesizedApplication, flow: string, name: string): KubernetesObject | undefined {
  return app.objects[`${flow}-${name}`];
}

/** What makes the pods of a flow, by the name of its file. */
const runners = ['deployment', 'statefulset', 'job', 'cronjob'];

/** What a flow's pods look like, whatever runs them; undefined when the flow runs no pods here. */
export function podOf(app: SynthesizedApplication, flow: string): Pod | undefined {
  const runner = runners.map((name) => objectOf(app, flow, name)).find(Boolean);
  return runner && podTemplateOf(runner);
}

/** The image of a flow's main container, as it is written; undefined when the flow runs no pods here. */
export function imageOf(app: SynthesizedApplication, flow: string): string | undefined {
  return podOf(app, flow)?.spec?.containers?.[0]?.image;
}

/** What keeps the application's pods from the "restricted" standard, in words; empty when nothing does. */
export function restrictionsBroken(app: SynthesizedApplication): string[] {
  return Object.entries(app.objects).flatMap(([file, object]) =>
    podSecurityViolations('restricted', podTemplateOf(object)).map((violation) => `${file}: ${violation}`),
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
      ({ path }) => `${file}: ${formatPath(path) || '(whole)'}`,
    ),
  );
}

function withoutPlace(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlace);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== environmentLabel && key !== 'namespace');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutPlace(inner)]));
}
