import { type Issue, warningIssue } from '../../diagnostics';
import { hotfixes } from '../../promotion/hotfixes';
import { type KnownHistory, noHistory } from '../../promotion/known-history';
import { flowKey } from '../../promotion/selection';
import type { KeptRelease } from '../deployments/kept-releases';
import { releasedVersions } from '../deployments/released-versions';
import type { Promotion } from './promotion';

/** A warning for each version of the target that the source never had, and that the promotion replaces. */
export function replacedHotfixes(
  { from, to, moves }: Pick<Promotion, 'from' | 'to' | 'moves'>,
  releases: readonly KeptRelease[],
  history: KnownHistory = noHistory,
): Issue[] {
  const running = moves.flatMap(({ application, flow, ...versions }) => [
    { application, flow, environment: to, ...versions.from },
    { application, flow, environment: from, ...versions.to },
  ]);
  const found = hotfixes(new Map([[to, [from]]]), { running, ...releasedVersions(releases) }, history);
  return found.map((one): Issue => {
    const message = `\`${flowKey(one)}\` of \`${to}\` has ${one.version}, which was never in \`${from}\`: the promotion replaces it`;
    const hint = 'check that the promoted version contains what was fixed there';
    return warningIssue('promotion-replaces-hotfix', message, { path: flowKey(one), hint });
  });
}
