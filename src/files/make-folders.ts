import { mkdirSync } from 'node:fs';
import { foldersAbove } from './folders-above';
import { statIfThere } from './stat';

/**
 * Creates a folder and the folders above it, unless they exist. Node.js can do the same, but never ends where the system
 * refuses a new folder as `/proc` does.
 *
 * @param path absolute
 * @param mode permissions of the new folders. @default those of the system
 * @returns the topmost folder that was created; undefined if all existed
 * @throws Error of the system
 */
export function makeFolders(path: string, mode?: number): string | undefined {
  const missing = [path, ...foldersAbove(path)].filter((folder) => !statIfThere(folder)?.isDirectory()).reverse();
  return missing.filter((folder) => make(folder, mode))[0];
}

/** Whether the folder was created. Another process may create it at the same time. */
function make(folder: string, mode: number | undefined): boolean {
  try {
    mkdirSync(folder, { mode });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && statIfThere(folder)?.isDirectory()) return false;
    throw error;
  }
}
