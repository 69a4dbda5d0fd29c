import { type Dirent, readdirSync } from 'node:fs';

/** The entries of a folder; none if the folder is not there, or if this process may not read it. */
export function readableEntries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
