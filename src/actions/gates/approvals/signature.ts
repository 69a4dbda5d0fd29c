import type { Signature } from '../../../gates/approvals';
import { runGit } from '../../git/run-git';

/**
 * What git says of the SSH signature of a commit. Git verifies a signature of another kind with the keys of the user who
 * runs it, which are not the approvers, so such a signature does not count.
 *
 * @param allowedSigners absolute path of a file of allowed signers
 * @see https://git-scm.com/docs/git-config#Documentation/git-config.txt-gpgsshallowedSignersFile
 */
export function signatureOf(root: string, commit: string, allowedSigners: string): Signature {
  const raw = runGit(root, ['--no-replace-objects', 'cat-file', 'commit', commit]);
  if (!raw.isDone) return { problem: 'git cannot read the commit' };
  const header = raw.stdout.slice(0, raw.stdout.indexOf('\n\n') + 1);
  const kinds = header.split('\n').flatMap((line) => /^gpgsig(?:-sha256)? (.*)$/.exec(line)?.[1] ?? []);
  if (kinds.length === 0) return { problem: 'the commit is not signed' };
  if (kinds.some((kind) => kind !== '-----BEGIN SSH SIGNATURE-----')) return { problem: 'the signature is not of SSH' };
  const { isDone, stdout } = runGit(root, [
    ...['--no-replace-objects', '-c', 'log.showSignature=false', '-c', 'gpg.format=ssh'],
    ...['-c', `gpg.ssh.allowedSignersFile=${allowedSigners}`, '-c', 'gpg.minTrustLevel=undefined'],
    ...['log', '--max-count=1', '--format=%G?%x00%GS', commit, '--'],
  ]);
  const [state, principal = ''] = stdout.replace(/\n$/, '').split('\0');
  if (!isDone) return { problem: 'git cannot verify the signature' };
  if (state === 'G' && principal !== '') return { principal };
  return { problem: state === 'U' ? 'no approver has the key' : 'the signature is not valid' };
}
