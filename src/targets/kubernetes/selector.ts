import { instanceLabel, nameLabel } from '../../kubernetes/labels';
import { fillPatterns, type NamingContext } from '../../model/naming';

/**
 * The labels that select a flow's pods. An existing Deployment refuses a change of them, so they contain no value that
 * changes from release to release.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates
 */
export function selectorLabels(context: NamingContext, flow: string): Record<string, string> {
  const patterns = context.naming?.selector;
  return patterns ? fillPatterns(patterns, context, flow) : { [nameLabel]: flow, [instanceLabel]: context.instance };
}

/**
 * The labels that an adopted application keeps on its objects; undefined if towpath's own labels are used.
 *
 * @param flow absent for an object that belongs to no flow; such an object gets only the labels without `{flow}`
 */
export function adoptedLabels(context: NamingContext, flow?: string): Record<string, string> | undefined {
  const { labels } = context.naming ?? {};
  if (!labels) return undefined;
  if (flow !== undefined) return fillPatterns(labels, context, flow);
  const ofAll = Object.entries(labels).filter(([, pattern]) => !pattern?.includes('{flow}'));
  return fillPatterns(Object.fromEntries(ofAll), context, '');
}
