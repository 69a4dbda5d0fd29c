import type { WorkloadSpec } from '../spec/flow-spec';
import { instanceLabel, type NamingContext, nameLabel, selectorLabels } from './naming';

/**
 * What every object and every pod of a flow carries.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
function standardLabels(context: NamingContext, spec: WorkloadSpec): Record<string, string> {
  return {
    [nameLabel]: spec.flow,
    [instanceLabel]: context.instance,
    'app.kubernetes.io/part-of': context.application,
    'app.kubernetes.io/component': spec.kind,
    'app.kubernetes.io/managed-by': 'towpath',
    'towpath.dev/environment': context.environment,
    ...selectorLabels(context, spec.flow),
  };
}

/** The labels of a flow's objects, its own ones included. A claim or a Service does not change with a tag. */
export function objectLabels(context: NamingContext, spec: WorkloadSpec): Record<string, string> {
  return { ...standardLabels(context, spec), ...(spec.labels as Record<string, string> | undefined) };
}

/** What is replaced with each version carries it. */
export function workloadLabels(context: NamingContext, spec: WorkloadSpec): Record<string, string> {
  return { ...objectLabels(context, spec), ...versionLabel(spec.image) };
}

export function podLabels(context: NamingContext, spec: WorkloadSpec): Record<string, string> {
  const own = spec.podLabels as Record<string, string> | undefined;
  return { ...standardLabels(context, spec), ...versionLabel(spec.image), ...own };
}

/** The labels whose values towpath decides: a user's label of the same name would break what relies on them. */
export function reservedLabels(context: NamingContext): string[] {
  return [nameLabel, instanceLabel, 'towpath.dev/environment', ...Object.keys(selectorLabels(context, 'any'))];
}

/** A tag as a label's value: at most 63 characters, with a letter or digit at both ends. */
function versionLabel({ tag, digest }: WorkloadSpec['image']): Record<string, string> {
  const version = (tag ?? digest?.replace(':', '-').slice(0, 'sha256-'.length + 12))
    ?.slice(0, 63)
    .replace(/^[^A-Za-z0-9]+/, '')
    .replace(/[^A-Za-z0-9]+$/, '');
  return version ? { 'app.kubernetes.io/version': version } : {};
}
