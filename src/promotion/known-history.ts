/** What a promotion asks about the history of the code. Git knows the answers. */
export interface KnownHistory {
  /** Whether a tag of an image names a branch, so that its version changes with each build. */
  isBranch(tag: string): boolean;
  /** The tag of git that stands on a commit, if it can be the tag of an image. */
  tagOn(commit: string): string | undefined;
  /**
   * Whether the commit of one tag comes before that of another. Undefined if git does not know both, or if neither
   * contains the other.
   */
  isOlder(tag: string, than: string): boolean | undefined;
}

/**
 * Names that images of branches usually have. They count even if git has a tag of that name: builds move a tag such as
 * `nightly` to each new commit.
 */
const usualBranches = ['main', 'master', 'trunk', 'develop', 'dev', 'latest', 'edge', 'nightly', 'head'];

export function isUsualBranch(tag: string): boolean {
  return usualBranches.includes(tag.toLowerCase());
}

/** The history of a workspace without git. */
export const noHistory: KnownHistory = {
  isBranch: isUsualBranch,
  tagOn: () => undefined,
  isOlder: () => undefined,
};
