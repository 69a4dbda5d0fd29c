import { lstatSync, type Stats, statSync } from 'node:fs';

// Node.js makes an error only where it must, because an error takes longer than the look at the path.

/** The `stat` of a path, with links followed; undefined if nothing exists there, also for too long names and broken links. */
export function statIfThere(path: string): Stats | undefined {
  return ifThere(() => statSync(path, { throwIfNoEntry: false }));
}

/** The `lstat` of a path, which may be a link; undefined if nothing exists there. */
export function lstatIfThere(path: string): Stats | undefined {
  return ifThere(() => lstatSync(path, { throwIfNoEntry: false }));
}

function ifThere(look: () => Stats | undefined): Stats | undefined {
  try {
    return look();
  } catch (error) {
    if (['ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** A text that tells a folder from another one that took its path; undefined for what is no folder. */
export function folderIdentity(found: Stats | undefined): string | undefined {
  return found?.isDirectory() ? `${found.dev}:${found.ino}` : undefined;
}
