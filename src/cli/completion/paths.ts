import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files and folders that a path that is being typed can become. A folder ends with a slash. */
export function pathsFrom(typed: string, kind: 'file' | 'folder'): string[] {
  const parent = typed.slice(0, typed.lastIndexOf('/') + 1);
  const isHidden = typed.slice(parent.length).startsWith('.');
  try {
    return readdirSync(parent === '' ? '.' : dirname(join(parent, 'x')), { withFileTypes: true })
      .filter((entry) => (kind === 'file' || entry.isDirectory()) && (isHidden || !entry.name.startsWith('.')))
      .map((entry) => `${parent}${entry.name}${entry.isDirectory() ? '/' : ''}`)
      .sort();
  } catch {
    return []; // a folder that does not exist, or that may not be read
  }
}
