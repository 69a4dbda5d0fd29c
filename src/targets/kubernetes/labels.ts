import { componentLabel, environmentLabel, instanceLabel, nameLabel, versionLabel } from '../../kubernetes/labels';
import type { WorkloadSpec } from '../../model/flow-spec';
import type { NamingContext } from '../../model/naming';
import { applicationLabels } from './application-labels';
import { adoptedLabels, selectorLabels } from './selector';

type Labels = Readonly<Record<string, string>>;

/**
 * The labels of every object and pod of a flow.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
function standardLabels(context: NamingContext, { flow, kind }: WorkloadSpec): Labels {
  return {
    [nameLabel]: flow,
    ...applicationLabels(context),
    [componentLabel]: kind,
    ...selectorLabels(context, flow),
  };
}

/**
 * The labels of a flow's objects, including those that the flow sets. They do not contain the version, because a claim
 * or a Service does not change with a tag.
 */
export function objectLabels(context: NamingContext, spec: WorkloadSpec): Labels {
  return {
    ...(adoptedLabels(context, spec.flow) ?? standardLabels(context, spec)),
    ...(spec.labels as Labels | undefined),
  };
}

/** The labels of workloads and pods, which change with each version and so have a label for it. */
export function workloadLabels(context: NamingContext, spec: WorkloadSpec): Labels {
  return { ...objectLabels(context, spec), ...labelsOfVersion(context, spec) };
}

export function podLabels(context: NamingContext, spec: WorkloadSpec): Labels {
  const kept = adoptedLabels(context, spec.flow) && selectorLabels(context, spec.flow);
  return {
    ...(kept ?? standardLabels(context, spec)),
    ...labelsOfVersion(context, spec),
    ...(spec.podLabels as Labels | undefined),
  };
}

/** Labels whose values towpath sets on every object. Users must not set them, because other tools use their values. */
export function reservedLabels(context: NamingContext): string[] {
  return context.naming?.labels ? [] : [nameLabel, instanceLabel, environmentLabel];
}

/** Labels that users must not set on workloads and pods: also those that select the pods. */
export function reservedPodLabels(context: NamingContext): string[] {
  return [...reservedLabels(context), ...Object.keys(selectorLabels(context, 'any'))];
}

/** A tag as the value of a label: at most 63 characters, with a letter or digit at both ends. */
function labelsOfVersion({ naming }: NamingContext, { image: { tag, digest } }: WorkloadSpec): Labels {
  if (naming?.labels) return {};
  const version = (tag ?? digest?.replace(':', '-').slice(0, 'sha256-'.length + 12))
    ?.slice(0, 63)
    .replace(/^[^A-Za-z0-9]+/, '')
    .replace(/[^A-Za-z0-9]+$/, '');
  return version ? { [versionLabel]: version } : {};
}
