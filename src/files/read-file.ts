import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { obstacleTo } from './obstacle';

/**
 * The text of a file in a folder. No link is followed.
 *
 * @param folder absolute, without links in it
 * @param path relative to the folder, with `/`
 * @returns undefined where there is no file
 */
export function readIfThere(folder: string, path: string): string | undefined {
  if (obstacleTo(folder, path)) return undefined;
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
