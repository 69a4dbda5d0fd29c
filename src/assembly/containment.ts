import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { type Issue, TowpathError } from '../diagnostics';
import { indexFolder } from './index-file';

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
  throw refusal('path-outside-workspace', message);
}

/**
 * Absolute path of the folder that output goes to, links followed.
 * @throws TowpathError when it, or the folder of the indexes in it, leads out of the workspace, or is a file
 */
export function outputFolder(root: string, outdir: string): string {
  for (const place of [outdir, join(outdir, indexFolder)]) {
    assertInside(root, place);
    const found = statSync(resolve(root, place), { throwIfNoEntry: false });
    if (found && !found.isDirectory()) throw refusal('file-not-ours', `${place} is a file, not a folder`);
  }
  return realOf(resolve(root, outdir));
}

function refusal(code: Issue['code'], message: string): TowpathError {
  const hint = 'name a folder inside the workspace, such as dist';
  return new TowpathError([{ code, severity: 'error', message, hint }]);
}

/** Where a path leads, of which the end need not exist, nor what a link in it names. */
function realOf(path: string, steps = 0): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  if (parent === path) return path;
  const place = join(realOf(parent, steps), basename(path));
  if (!lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) return place;
  if (steps === 40) throw refusal('path-outside-workspace', `${path} is a link that leads nowhere`);
  return realOf(resolve(dirname(place), readlinkSync(place)), steps + 1);
}
