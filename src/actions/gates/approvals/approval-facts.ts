import type { Approval, ApprovalFacts, Signature } from '../../../gates/approvals';
import { gitOutput } from '../../git/run-git';
import { withApproversOf } from './allowed-signers';
import { approvedDigest } from './approved-digest';
import { signatureOf } from './signature';

/** The name of the trailer in which a commit approves files: `Towpath-Approval: 1 prod sha256:…`. */
export const approvalTrailer = 'Towpath-Approval';

export interface ApprovalQuestion {
  /** Folder of the workspace. */
  readonly root: string;
  readonly environment: string;
  /** The files of the environment and its part of `dist/`, relative to the workspace. */
  readonly paths: readonly string[];
  /** The commit that is deployed. */
  readonly commit: string;
  /** The commit of the release that runs. Undefined for a first release, which the approvers of today approve. */
  readonly released: string | undefined;
}

/**
 * The approvals that the history of a commit contains, with the signatures as git verifies them.
 *
 * @throws TowpathError if the checkout lacks one of the commits
 */
export function approvalFacts({ root, environment, paths, commit, released }: ApprovalQuestion): ApprovalFacts {
  return withApproversOf(root, [released ?? commit, commit], ([before = '', now = '']) => {
    const approvals = commitsOf(root, commit, released, []).flatMap(({ id, emails, trailers }): Approval[] =>
      digestsIn(trailers, environment).map((digest) => ({
        ...{ commit: id, digest, emails },
        before: signatureOf(root, id, before),
        now: signatureOf(root, id, now),
      })),
    );
    const authors = commitsOf(root, commit, released, paths).flatMap(({ id, emails }) => [
      ...emails,
      ...[before, now].flatMap((signers) => principalsOf(signatureOf(root, id, signers))),
    ]);
    return { digest: approvedDigest(root, commit, paths), approvals, authors };
  });
}

function principalsOf(signature: Signature): string[] {
  return 'principal' in signature ? signature.principal.split(',') : [];
}

function digestsIn(trailers: readonly string[], environment: string): string[] {
  return trailers.flatMap((line) => {
    const [format, name, digest, ...rest] = line.trim().split(' ');
    return format === '1' && name === environment && digest !== undefined && rest.length === 0 ? [digest] : [];
  });
}

interface Commit {
  readonly id: string;
  readonly emails: readonly string[];
  readonly trailers: readonly string[];
}

/** The commits since the release, newest first. @param paths only commits that change them. Empty for all commits */
function commitsOf(root: string, to: string, from: string | undefined, paths: readonly string[]): Commit[] {
  const trailers = `%(trailers:key=${approvalTrailer},valueonly,unfold)`;
  const out = gitOutput(root, 'read the commits since the release', [
    ...['--no-replace-objects', '--literal-pathspecs', '-c', 'log.showSignature=false', '-c', 'trailer.separators=:'],
    ...['log', '-z', '--full-history', `--format=%H%x00%ae%x00%ce%x00${trailers}`],
    ...[to, ...(from === undefined ? [] : [`^${from}`]), '--', ...paths],
  ]);
  const parts = out.split('\0');
  return parts.flatMap((id, index) =>
    index % 4 === 0 && id !== ''
      ? [
          {
            id,
            emails: [parts[index + 1] ?? '', parts[index + 2] ?? ''],
            trailers: (parts[index + 3] ?? '').split('\n'),
          },
        ]
      : [],
  );
}
