import type { Environment } from '../../environments/environment';
import type { DesiredApplication, SourceCommit } from '../../release/desired';
import type { Release } from '../../release/store/release';
import { deepening, isShallow } from '../git/shallow';
import { hasSameTree, releasedBase } from './approvals/released-base';

/** What is asked about the changes of an environment since what runs there. */
export interface ChangeQuestion {
  /** The folder of the workspace. */
  readonly root: string;
  readonly environment: Environment;
  /** What is deployed. Empty for a promotion, which needs no approval. */
  readonly deployed: readonly DesiredApplication[];
  /** The newest releases, whose gates count too. */
  readonly newest: readonly Release[];
  /** The commit that is deployed. */
  readonly commit: SourceCommit;
}

/** The commits between a release and what is deployed. */
export interface Change {
  readonly desired: DesiredApplication;
  readonly release: Release | undefined;
  /** The commit that is deployed. */
  readonly commit: string;
  /** The commit of the release that runs. Undefined for a first release. */
  readonly released: string | undefined;
}

/**
 * Asks about the change of each application, or tells why the change is not known. An application whose release was made
 * from the same files is left out.
 */
export function changesSince<Known>(
  { root, deployed, newest, commit: { commit, dirty } }: ChangeQuestion,
  ask: (change: Change) => Known,
): ReadonlyMap<string, Known | { readonly problem: string }> {
  const known = (desired: DesiredApplication): Known | { readonly problem: string } | undefined => {
    if (commit === undefined) return { problem: 'the workspace is not in a git checkout with a commit' };
    if (dirty) return { problem: 'the checkout has changes that no commit contains' };
    const release = newest.find(({ application }) => application === desired.application);
    if (release && hasSameTree(root, release, commit)) return undefined;
    if (isShallow(root)) return { problem: shallow };
    const base = releasedBase(root, release);
    return 'problem' in base ? base : ask({ desired, release, commit, released: base.commit });
  };
  return new Map(
    deployed.flatMap((desired): [string, Known | { readonly problem: string }][] => {
      const one = known(desired);
      return one === undefined ? [] : [[desired.application, one]];
    }),
  );
}

const shallow = `the clone is shallow, so the history since the release may be missing: fetch it with ${deepening}`;
