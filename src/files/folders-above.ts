import { dirname } from 'node:path';

/** The folders above a path, the nearest one first. */
export function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}
