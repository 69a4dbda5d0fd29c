import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * All that a folder holds, by path: the text of a file, the target of a link (which is not followed), and of every
 * entry what kind it is and its mode.
 */
export function snapshot(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(entries.map((entry) => [entry, described(join(folder, entry))]));
}

function described(path: string): string {
  const found = lstatSync(path);
  const mode = (found.mode & 0o7777).toString(8);
  if (found.isSymbolicLink()) return `link ${readlinkSync(path)}`;
  return found.isDirectory() ? `folder ${mode}` : `file ${mode} ${found.mtimeMs} ${readFileSync(path, 'base64')}`;
}
