import { gitOutput } from '../../git/run-git';
import { approvalTrailer } from './approval-trailer';

/** A commit, as the gates about people read it. */
export interface ReadCommit {
  readonly id: string;
  /** The addresses of the author and the committer. */
  readonly emails: readonly string[];
  /** The values of the trailers that approve. */
  readonly approvals: readonly string[];
}

export interface Span {
  /** The newest commit. */
  readonly to: string;
  /** The commit that the changes begin with. All commits count without one. */
  readonly from: string | undefined;
}

export interface CommitFilter {
  /** Only commits that change these files. Empty for all commits. */
  readonly paths: readonly string[];
  /** How many commits are read. @default all */
  readonly most?: number;
}

/** The commits of a span, newest first. */
export function commitsSince(root: string, { to, from }: Span, { paths, most }: CommitFilter): ReadCommit[] {
  const trailers = `%(trailers:key=${approvalTrailer},valueonly,unfold)`;
  const out = gitOutput(root, 'read the commits since the release', [
    ...['--no-replace-objects', '--literal-pathspecs', '-c', 'log.showSignature=false', '-c', 'trailer.separators=:'],
    ...['log', '-z', '--full-history', `--format=%H%x00%ae%x00%ce%x00${trailers}`],
    ...(most === undefined ? [] : [`--max-count=${most}`]),
    ...[to, ...(from === undefined ? [] : [`^${from}`]), '--', ...paths],
  ]);
  const parts = out.split('\0');
  return parts.flatMap((id, index) => {
    if (index % 4 !== 0 || id === '') return [];
    const [author = '', committer = '', lines = ''] = parts.slice(index + 1, index + 4);
    return [{ id, emails: [author, committer], approvals: lines.split('\n') }];
  });
}
