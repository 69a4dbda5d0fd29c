import { approversFile } from '../../../environments/folder';
import type { Approval, KnownApprovals, Signature } from '../../../gates/approvals';
import { gitOutput } from '../../git/run-git';
import { withApproversOf } from './allowed-signers';
import { signatureOf } from './signature';

/** The name of the trailer in which a commit approves an application: `Towpath-Approval: 1 prod shop sha256:…`. */
export const approvalTrailer = 'Towpath-Approval';

export interface ApprovalQuestion {
  /** Folder of the workspace. */
  readonly root: string;
  readonly environment: string;
  readonly application: string;
  /** The digest of what is deployed. */
  readonly digest: string;
  /** The files whose authors are authors of the change, relative to the workspace. */
  readonly paths: readonly string[];
  /** The commit that is deployed. */
  readonly commit: string;
  /** The commit of the release that runs. Undefined for a first release. */
  readonly released: string | undefined;
  /** Whether the release that runs had the gate. If not, the approvers of the commit that is deployed count alone. */
  readonly knowsApprovers: boolean;
}

/**
 * The approvals that the history of a commit contains, with the signatures as git verifies them.
 *
 * @throws TowpathError if the checkout lacks one of the commits
 */
export function approvalFacts(question: ApprovalQuestion): KnownApprovals {
  const { root, paths, commit, released, digest } = question;
  const older = question.knowsApprovers && released !== undefined ? released : commit;
  return withApproversOf(root, [older, commit], ([before, now]): KnownApprovals => {
    if (now === undefined) return { problem: `the commit has no file \`${approversFile}\`` };
    if (before === undefined)
      return { problem: `the commit of the release that runs has no file \`${approversFile}\`` };
    const approvals = commitsOf(root, commit, released, []).flatMap(({ id, emails, trailers }): Approval[] =>
      digestsIn(trailers, question).map((digest) => ({
        ...{ commit: id, digest, emails },
        before: signatureOf(root, id, before),
        now: signatureOf(root, id, now),
      })),
    );
    return { digest, approvals, authors: authorsSince(root, commit, released, paths, [before, now]) };
  });
}

/**
 * The addresses of those who changed some files, and the names that lists of approvers give their keys.
 *
 * @param from the commit that the changes begin with. All changes count without one
 * @param most how many commits are read, the newest first. @default all
 */
export function authorsSince(
  root: string,
  to: string,
  from: string | undefined,
  paths: readonly string[],
  approvers: readonly string[],
  most?: number,
): string[] {
  return commitsOf(root, to, from, paths, most).flatMap(({ id, emails }) => [
    ...emails,
    ...approvers.flatMap((signers) => principalsOf(signatureOf(root, id, signers))),
  ]);
}

function principalsOf(signature: Signature): string[] {
  return 'principal' in signature ? signature.principal.split(',') : [];
}

function digestsIn(
  trailers: readonly string[],
  { environment, application }: Pick<ApprovalQuestion, 'environment' | 'application'>,
): string[] {
  return trailers.flatMap((line) => {
    const [format, name, approved, digest, ...rest] = line.trim().split(' ');
    const isMeant = format === '1' && name === environment && approved === application && rest.length === 0;
    return isMeant && digest !== undefined ? [digest] : [];
  });
}

/** The value of the trailer that approves an application. */
export function approvalLine({ environment, application, digest }: Approved): string {
  return `1 ${environment} ${application} ${digest}`;
}

export type Approved = Pick<ApprovalQuestion, 'environment' | 'application' | 'digest'>;

/** The commits since the release that change some files, newest first. */
export function changedCommits(root: string, to: string, from: string | undefined, paths: readonly string[]): string[] {
  return commitsOf(root, to, from, paths).map(({ id }) => id);
}

interface Commit {
  readonly id: string;
  readonly emails: readonly string[];
  readonly trailers: readonly string[];
}

/** The commits since the release, newest first. @param paths only commits that change them. Empty for all commits */
function commitsOf(
  root: string,
  to: string,
  from: string | undefined,
  paths: readonly string[],
  most?: number,
): Commit[] {
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
    return [{ id, emails: [author, committer], trailers: lines.split('\n') }];
  });
}
