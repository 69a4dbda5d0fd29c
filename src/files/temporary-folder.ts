import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolders } from './make-folders';
import { realPath } from './real-path';

/**
 * Calls a function with a folder that only this user can read, and deletes the folder afterwards.
 *
 * @param links paths in the folder, each with the folder that a link there leads to
 */
export async function withTemporaryFolder<T>(
  links: ReadonlyMap<string, string>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const made = mkdtempSync(join(tmpdir(), 'towpath-'));
  try {
    // The temporary folder of some systems is a link.
    const folder = realPath(made) ?? made;
    for (const [path, target] of links) {
      makeFolders(dirname(join(folder, path)));
      symlinkSync(target, join(folder, path), 'dir');
    }
    return await use(folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
