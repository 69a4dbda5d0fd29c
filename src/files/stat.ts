import { lstatSync, type Stats, statSync } from 'node:fs';

/** What stands at a path, links followed; undefined for nothing, for a name that is too long to stand anywhere, and for a link that leads nowhere or to itself. */
export function statIfThere(path: string): Stats | undefined {
  return ifThere(() => statSync(path));
}

/** What stands at a path, which can be a link; undefined for nothing. */
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
