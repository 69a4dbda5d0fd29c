import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isMap } from '../../data/merge';
import { parseJson } from '../../data/parse-json';
import { foldersAbove } from '../../files/folders-above';
import { readUserText } from '../../files/read-file';

export type PackageManager = 'npm' | 'pnpm' | 'yarn';

const lockFiles = { npm: 'package-lock.json', pnpm: 'pnpm-lock.yaml', yarn: 'yarn.lock' } as const;

/**
 * The program that installs the packages of a folder: the one that the nearest package.json names, or whose lock file is
 * the nearest, in the folder or above it in the same repository.
 */
export function packageManagerOf(folder: string): PackageManager {
  for (const place of [folder, ...foldersAbove(folder)]) {
    const names = Object.keys(lockFiles) as PackageManager[];
    const named = namedIn(join(place, 'package.json'));
    const found =
      names.find((name) => name === named) ?? names.find((name) => existsSync(join(place, lockFiles[name])));
    if (found) return found;
    if (existsSync(join(place, '.git'))) break;
  }
  return 'npm';
}

/** The name in `packageManager` of a package.json, such as `pnpm@10.1.0`. A file that cannot be read names none. */
function namedIn(file: string): string | undefined {
  try {
    const manifest: unknown = parseJson(readUserText(file));
    const value = isMap(manifest) ? manifest.packageManager : undefined;
    return typeof value === 'string' ? value.split('@')[0] : undefined;
  } catch {
    return undefined;
  }
}
