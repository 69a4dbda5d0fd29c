import { lstatSync, type Stats, statSync } from 'node:fs';

/** The `stat` of a path, with links followed; undefined if nothing exists there, also for too long names and broken links. */
export function statIfThere(path: string): Stats | undefined {
  return ifThere(() => statSync(path));
}

/** The `lstat` of a path, which may be a link; undefined if nothing exists there. */
export function lstatIfThere(path: string): Stats | undefined {
  return ifThere(() => lstatSync(path));
}

function ifThere(look: () => Stats): Stats | undefined {
  try {
    return look();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined;
    throw error;
  }
}
