import type { KnownApprovals } from '../../../gates/approvals';
import { desiredDigest } from '../../../release/desired-digest';
import { type ChangeQuestion, changesSince } from '../changes-since';
import { type ApprovalHistory, approvalFacts, approvalHistory } from './approval-history';
import { authoredPaths } from './authored-paths';

/**
 * The approvals of each application that is deployed, as far as git knows them. Applications that were released from the
 * same commit share a history, which is read once.
 */
export function knownApprovals(question: ChangeQuestion): ReadonlyMap<string, KnownApprovals> {
  const { root, environment } = question;
  const paths = authoredPaths(root, environment);
  const histories = new Map<string, ApprovalHistory>();
  return changesSince(question, ({ desired, release, commit, released }) => {
    const knowsApprovers = release?.gates?.approvals !== undefined;
    const key = `${released} ${knowsApprovers}`;
    const history = histories.get(key) ?? approvalHistory({ root, paths, commit, released, knowsApprovers });
    histories.set(key, history);
    const digest = desiredDigest(desired, environment.props.cluster);
    return approvalFacts(history, { environment: environment.name, application: desired.application, digest });
  });
}
