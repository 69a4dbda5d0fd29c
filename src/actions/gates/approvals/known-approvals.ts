import type { KnownApprovals } from '../../../gates/approvals';
import type { DesiredApplication } from '../../../release/desired';
import { desiredDigest } from '../../../release/desired-digest';
import type { Release } from '../../../release/store/release';
import { isShallow } from '../../diff/git';
import type { GateQuestion } from '../gate-facts';
import { approvalFacts } from './approval-facts';
import { authoredPaths } from './authored-paths';
import { hasSameTree, releasedBase } from './released-base';

type Question = Pick<GateQuestion, 'root' | 'environment' | 'deployed' | 'newest' | 'commit'>;

/**
 * The approvals of each application that is deployed, as far as git knows them. An application whose release was made
 * from the same files needs no approval, and is left out.
 */
export function knownApprovals({ deployed, newest, ...question }: Question): ReadonlyMap<string, KnownApprovals> {
  return new Map(
    deployed.flatMap((desired): [string, KnownApprovals][] => {
      const release = newest.find(({ application }) => application === desired.application);
      const known = approvalsOf(desired, release, question);
      return known ? [[desired.application, known]] : [];
    }),
  );
}

/** Undefined if nothing changed since the release. */
function approvalsOf(
  desired: DesiredApplication,
  release: Release | undefined,
  { root, environment, commit: { commit, dirty } }: Pick<Question, 'root' | 'environment' | 'commit'>,
): KnownApprovals | undefined {
  if (commit === undefined) return { problem: 'the workspace is not in a git checkout with a commit' };
  if (dirty) return { problem: 'the checkout has changes that no commit contains' };
  if (release && hasSameTree(root, release, commit)) return undefined;
  if (isShallow(root)) return { problem: shallow };
  const base = releasedBase(root, release);
  if ('problem' in base) return base;
  return approvalFacts({
    ...{ root, environment: environment.name, application: desired.application, commit },
    released: base.commit,
    knowsApprovers: release?.gates?.approvals !== undefined,
    digest: desiredDigest(desired, environment.props.cluster),
    paths: authoredPaths(root, environment),
  });
}

const shallow =
  'the clone is shallow, so approvals and authors may be missing: fetch the history with `git fetch --unshallow` (`fetch-depth: 0` in a workflow of GitHub, `GIT_DEPTH: 0` in GitLab)';
