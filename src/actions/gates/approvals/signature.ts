import type { Signature } from '../../../gates/approvals';
import { commitTexts } from '../../git/objects';
import { gitOutput } from '../../git/run-git';

/**
 * What git says of the SSH signatures of commits. Git verifies a signature of another kind with the keys of the user who
 * runs it, which are not the approvers, so such a signature does not count.
 *
 * @param commits full object ids
 * @param allowedSigners absolute path of a file of allowed signers
 * @see https://git-scm.com/docs/git-config#Documentation/git-config.txt-gpgsshallowedSignersFile
 */
export function signaturesOf(
  root: string,
  commits: readonly string[],
  allowedSigners: string,
): ReadonlyMap<string, Signature> {
  const texts = commitTexts(root, commits);
  const obstacles = new Map(commits.map((commit, index) => [commit, obstacleIn(texts[index] ?? '')]));
  const verified = verdictsOf(
    root,
    commits.filter((commit) => obstacles.get(commit) === undefined),
    allowedSigners,
  );
  return new Map(
    commits.map((commit): [string, Signature] => {
      const problem = obstacles.get(commit);
      return [commit, problem === undefined ? (verified.get(commit) ?? unverified) : { problem }];
    }),
  );
}

const unverified = { problem: 'git cannot verify the signature' };

/** Why the signature of a commit is not one that git verifies with the list of approvers. */
function obstacleIn(text: string): string | undefined {
  const header = text.slice(0, text.indexOf('\n\n') + 1);
  const kinds = header.split('\n').flatMap((line) => /^gpgsig(?:-sha256)? (.*)$/.exec(line)?.[1] ?? []);
  if (kinds.length === 0) return 'the commit is not signed';
  return kinds.every((kind) => kind === '-----BEGIN SSH SIGNATURE-----') ? undefined : 'the signature is not of SSH';
}

function verdictsOf(root: string, commits: readonly string[], allowedSigners: string): Map<string, Signature> {
  if (commits.length === 0) return new Map();
  const out = gitOutput(
    root,
    'verify the signatures',
    [
      ...['--no-replace-objects', '-c', 'log.showSignature=false', '-c', 'gpg.format=ssh'],
      ...['-c', `gpg.ssh.allowedSignersFile=${allowedSigners}`, '-c', 'gpg.minTrustLevel=undefined'],
      ...['log', '--no-walk=unsorted', '--stdin', '--format=%H %G? %GS'],
    ],
    commits.map((commit) => `${commit}\n`).join(''),
  );
  return new Map(
    out.split('\n').flatMap((line): [string, Signature][] => {
      const [, commit, state, principal] = /^([0-9a-f]+) (\S+) (.*)$/.exec(line) ?? [];
      return commit === undefined ? [] : [[commit, verdictOf(state, principal)]];
    }),
  );
}

function verdictOf(state: string | undefined, principal: string | undefined): Signature {
  if (state === 'G' && principal) return { principal };
  return { problem: state === 'U' ? 'no approver has the key' : 'the signature is not valid' };
}
