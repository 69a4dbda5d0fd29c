import type { KnownApprovals } from '../../../gates/approvals';
import { desiredDigest } from '../../../release/desired-digest';
import { type ChangeQuestion, changesSince } from '../changes-since';
import { approvalFacts } from './approval-facts';
import { authoredPaths } from './authored-paths';

/** The approvals of each application that is deployed, as far as git knows them. */
export function knownApprovals(question: ChangeQuestion): ReadonlyMap<string, KnownApprovals> {
  const { root, environment } = question;
  return changesSince(question, ({ desired, release, commit, released }) =>
    approvalFacts({
      ...{ root, environment: environment.name, application: desired.application, commit, released },
      knowsApprovers: release?.gates?.approvals !== undefined,
      digest: desiredDigest(desired, environment.props.cluster),
      paths: authoredPaths(root, environment),
    }),
  );
}
