import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approversFile } from '../../../environments/folder';
import { filesAt } from '../../git/objects';

/**
 * Calls a function with the path of the approvers as each commit has them. Git reads allowed signers from a file only, so
 * the texts are in a temporary folder until the function returns. A commit without the file has no path, and commits with
 * equal files have one path.
 *
 * @throws TowpathError if the checkout lacks one of the commits
 */
export function withApproversOf<Result>(
  root: string,
  commits: readonly string[],
  use: (files: readonly (string | undefined)[]) => Result,
): Result {
  const texts = commits.map((commit) => filesAt(root, commit, [approversFile]).get(approversFile));
  const folder = mkdtempSync(join(tmpdir(), 'towpath-approvers-'));
  try {
    const files = texts.map((text) => {
      if (text === undefined) return undefined;
      const file = join(folder, String(texts.indexOf(text)));
      writeFileSync(file, text);
      return file;
    });
    return use(files);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
