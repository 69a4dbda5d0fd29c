import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The top of this repository. */
export const root = join(__dirname, '../..');

/** The text of a file of the repository; undefined where there is none. */
export function textOf(path: string, folder = root): string | undefined {
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Every file below a folder, relative to it, sorted. Links are not followed. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Paths of the sources, relative to `src/`. */
export function sources(): string[] {
  return filesBelow(join(root, 'src')).filter((file) => file.endsWith('.ts'));
}
