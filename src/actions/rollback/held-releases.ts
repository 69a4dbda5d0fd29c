import type { Cluster } from '../../cluster/cluster';
import type { Issue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { heldVersions } from '../hold/held-plans';
import type { CheckedRestore } from './checked-restore';

/**
 * The held versions that a rollback would bring. They are errors if the rollback chose the release itself. They are
 * warnings if a person named the release, because the way back must always be open, and if the rollback continues one
 * that was stopped.
 */
export async function heldReleases(
  cluster: Cluster,
  environment: Environment,
  selected: readonly CheckedRestore[],
  isNamed: boolean,
): Promise<Issue[]> {
  const found = await Promise.all(
    selected.map(async ({ plan, revision }) => {
      const [newest] = plan.state.releases;
      const isContinued = newest?.state === 'started' && newest.restores === revision;
      const held = await heldVersions(cluster, environment, plan);
      if (isNamed || isContinued) return held.map((issue): Issue => ({ ...issue, severity: 'warning' }));
      const hint = `name the release to restore it even so: \`towpath rollback -e ${environment.name} ${plan.desired.application} --to ${revision}\`; or name another one`;
      return held.map((issue): Issue => (issue.code === 'version-held' ? { ...issue, hint } : issue));
    }),
  );
  return found.flat();
}
