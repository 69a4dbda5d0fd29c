/** What happens after the files of a promotion are edited. Each ending needs the one before it. */
export interface Endings {
  /** Commit the edited files. @default whether `branch`, `push` or `pullRequest` is given */
  readonly commit?: boolean | undefined;
  /** Commit on this branch. It is made if it does not exist, and stays checked out. @default the current branch */
  readonly branch?: string | undefined;
  /** Push the branch. @default whether `pullRequest` is given */
  readonly push?: boolean | undefined;
  /** Open a pull request with `gh` or `glab`. It needs `branch`. @default false */
  readonly pullRequest?: boolean | undefined;
  /** The reason, for the commit. @default none */
  readonly why?: string | undefined;
}

/** What was done after the files were edited. */
export interface EndingsResult {
  /** The commit of the promotion. */
  readonly commit?: string;
  readonly branch?: string;
  /** The name of the remote repository that has the branch. */
  readonly pushedTo?: string;
  /** The address of the pull request. */
  readonly pullRequest?: string;
}

export function needsCommit({ commit, branch, push, pullRequest }: Endings): boolean {
  return Boolean(commit || branch !== undefined || push || pullRequest);
}

export function needsPush({ push, pullRequest }: Endings): boolean {
  return Boolean(push || pullRequest);
}
