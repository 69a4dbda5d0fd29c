import { environmentLabel, partOfLabel } from '../../kubernetes/labels';
import type { DesiredApplication } from '../desired';
import type { Plan } from './plan';

/**
 * Whether the cluster has anything that a deploy of this application to this environment left. Another environment may
 * use the same name in the same namespace, and what it deployed must not be deleted for this one.
 */
export function wasDeployed(
  { application, environment }: Pick<DesiredApplication, 'application' | 'environment'>,
  { state, prunes }: Pick<Plan, 'state' | 'prunes'>,
): boolean {
  const [newest] = state.releases;
  if (newest) return newest.application === application && newest.environment === environment;
  const marked = state.parent ? [state.parent] : prunes.map(({ live }) => live);
  return (
    marked.length > 0 &&
    marked.every(
      ({ metadata: { labels = {} } }) =>
        labels[partOfLabel] === application && labels[environmentLabel] === environment,
    )
  );
}
