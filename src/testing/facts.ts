import { read } from '../applications/arguments';
import type { KubernetesObject } from '../assembly/application-assembly';
import { differences } from '../data/differences';
import { isMap } from '../data/merge';
import { formatPath, issueError } from '../diagnostics';
import { environmentLabel } from '../kubernetes/labels';
import { quoteValue } from '../model/quote-value';
import { type Pod, podSecurityViolations } from '../targets/kubernetes/pod-security';
import { podTemplateOf } from '../targets/kubernetes/pod-template-of';
import type { SynthesizedApplication } from './synthesize';

/** The object of a flow by the name in its file, such as `deployment`, `service`, `cronjob` or `pvc`. */
export function objectOf(app: SynthesizedApplication, flow: string, name: string): KubernetesObject | undefined {
  return objectsOf(app)[`${flow}-${name}`];
}

/**
 * The objects of a synthesized application.
 * @throws TowpathError `invalid-value` for another value, such as the class of the application
 */
function objectsOf(app: SynthesizedApplication): SynthesizedApplication['objects'] {
  const objects = read(() => (Object(app) as Partial<SynthesizedApplication>).objects);
  if (typeof objects === 'object' && objects !== null) return objects;
  const hint = 'call `synthesize` first, such as `synthesize(Shop, "prod")`';
  throw issueError('invalid-value', `found ${quoteValue(app)}; expected the result of \`synthesize\``, { hint });
}

/** The names in the files of the objects that run pods. */
const runners = ['deployment', 'statefulset', 'job', 'cronjob'];

/** The pod template of a flow; undefined if the flow has no pods in this environment. */
export function podOf(app: SynthesizedApplication, flow: string): Pod | undefined {
  const runner = runners.map((name) => objectOf(app, flow, name)).find(Boolean);
  return runner && podTemplateOf(runner);
}

/** The image of a flow's main container; undefined if the flow has no pods in this environment. */
export function imageOf(app: SynthesizedApplication, flow: string): string | undefined {
  return podOf(app, flow)?.spec?.containers?.[0]?.image;
}

/** The violations of the "restricted" Pod Security Standard in the application's pods; empty if there are none. */
export function restrictionsBroken(app: SynthesizedApplication): string[] {
  return Object.entries(objectsOf(app)).flatMap(([file, object]) =>
    podSecurityViolations('restricted', podTemplateOf(object)).map((violation) => `${file}: ${violation}`),
  );
}

/**
 * The fields in which the objects of two environments differ, such as `api-deployment: spec.replicas`. Namespaces and
 * the label with the environment's name are left out, because they always differ.
 */
export function differencesBetween(a: SynthesizedApplication, b: SynthesizedApplication): string[] {
  const [ofA, ofB] = [objectsOf(a), objectsOf(b)];
  const files = [...new Set([...Object.keys(ofA), ...Object.keys(ofB)])].sort();
  return files.flatMap((file) =>
    differences(withoutPlace(ofA[file]), withoutPlace(ofB[file])).map(
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
