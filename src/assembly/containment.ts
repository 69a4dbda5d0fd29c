import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { TowpathError } from '../diagnostics';

/**
 * Refuses a folder outside the workspace, links followed as far as the path exists.
 * @throws TowpathError
 */
export function assertInside(root: string, folder: string): void {
  const real = realOf(resolve(root, folder));
  const top = realpathSync(root);
  if (real !== top && real.startsWith(top + sep)) return;
  const message =
    real === top ? 'the output folder is the workspace itself' : `${folder} leads out of the workspace, to ${real}`;
  throw new TowpathError([
    {
      code: 'path-outside-workspace',
      severity: 'error',
      message,
      hint: 'name a folder inside the workspace, such as dist',
    },
  ]);
}

function realOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realOf(parent), path.slice(parent.length));
}
