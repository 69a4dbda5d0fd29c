import { labelValuePattern } from '../../kubernetes/label-value';
import { componentLabel, environmentLabel, instanceLabel, nameLabel, versionLabel } from '../../kubernetes/labels';
import { isLongRunning, type WorkloadSpec } from '../../model/flow-spec';
import { type LabelledObject, labelsOfObject, type NamingContext } from '../../model/naming';
import { applicationLabels } from './application-labels';
import { adoptedLabels, selectorLabels } from './selector';

type Labels = Readonly<Record<string, string>>;

/**
 * The labels of every object and pod of a flow.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
function standardLabels(context: NamingContext, { flow, kind }: WorkloadSpec): Record<string, string> {
  const labels = applicationLabels(context);
  labels[nameLabel] = flow;
  labels[componentLabel] = kind;
  return Object.assign(labels, selectorLabels(context, flow));
}

/** The objects that change with each version. Only these have a label for the version. */
const withVersion: readonly LabelledObject[] = ['deployment', 'statefulSet', 'job', 'cronJob'];

/**
 * The labels of one of a flow's objects, including those that the flow sets. Only workloads have a label for the version,
 * because a claim or a Service does not change with a tag.
 */
export function objectLabels(context: NamingContext, spec: WorkloadSpec, object: LabelledObject): Labels {
  const own = labelsOfObject(context, spec.flow, object);
  const labels = own ?? adoptedLabels(context, spec.flow) ?? standardLabels(context, spec);
  Object.assign(labels, spec.labels);
  return !own && withVersion.includes(object) ? Object.assign(labels, labelsOfVersion(context, spec)) : labels;
}

/** The labels of a flow's pods. A Deployment or StatefulSet finds its pods by the selector, and a Job needs none. */
export function podLabels(context: NamingContext, spec: WorkloadSpec): Labels {
  const own = labelsOfObject(context, spec.flow, 'pod');
  const labels = own ?? defaultPodLabels(context, spec);
  if (own && isLongRunning(spec)) Object.assign(labels, selectorLabels(context, spec.flow));
  return Object.assign(labels, spec.podLabels);
}

function defaultPodLabels(context: NamingContext, spec: WorkloadSpec): Record<string, string> {
  const isAdopted = adoptedLabels(context, spec.flow) !== undefined;
  const labels = isAdopted ? selectorLabels(context, spec.flow) : standardLabels(context, spec);
  return Object.assign(labels, labelsOfVersion(context, spec));
}

/** Whether the pods of a flow have the labels of its selector. The pods of a Job may lack them. */
export function canSelectPods(context: NamingContext, spec: WorkloadSpec): boolean {
  // Only patterns and labels of the user can take the place of the labels of the selector.
  if (!context.naming && !spec.podLabels) return true;
  const labels = podLabels(context, spec);
  return Object.entries(selectorLabels(context, spec.flow)).every(([key, value]) => labels[key] === value);
}

/** Labels whose values towpath sets on every object. Users must not set them, because other tools use their values. */
export function reservedLabels(context: NamingContext): string[] {
  return context.naming?.labels ? [] : [nameLabel, instanceLabel, environmentLabel];
}

/**
 * The labels that users must not set on workloads and pods: the reserved labels, and the labels that select the pods.
 */
export function reservedPodLabels(context: NamingContext): string[] {
  return [...reservedLabels(context), ...Object.keys(selectorLabels(context, 'any'))];
}

/**
 * A tag as the value of a label: at most 63 characters, with a letter or digit at both ends. A wrong tag, such as one with
 * a space, is told where it is written, and gets no label that would be wrong too.
 */
function labelsOfVersion({ naming }: NamingContext, { image: { tag, digest } }: WorkloadSpec): Labels {
  if (naming?.labels) return {};
  const version = (tag ?? digest?.replace(':', '-').slice(0, 'sha256-'.length + 12))
    ?.slice(0, 63)
    .replace(/^[^A-Za-z0-9]+/, '')
    .replace(/(?<![^A-Za-z0-9])[^A-Za-z0-9]+$/, '');
  return version && labelValuePattern.test(version) ? { [versionLabel]: version } : {};
}
