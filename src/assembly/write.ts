import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assertInside } from './containment';
import { indexFolder } from './index-file';
import { removeJournal, writeJournal } from './journal';
import type { WritePlan } from './plan';

/**
 * Carries a plan out. Every file is written beside its place and renamed into it, so that a kill
 * at any moment leaves whole files; indexes come last, and what is gone goes after what is new.
 */
export function applyPlan(root: string, outdir: string, plan: WritePlan): void {
  if (plan.write.size === 0 && plan.remove.length === 0) {
    removeJournal(outdir);
    return;
  }
  const scratch = join(outdir, indexFolder, 'tmp');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  writeJournal(outdir, plan.write);
  const isIndex = (path: string) => path.startsWith(indexFolder);
  const files = [...plan.write].sort(([a], [b]) => Number(isIndex(a)) - Number(isIndex(b)) || (a < b ? -1 : 1));
  files.forEach(([path, text], position) => {
    const place = join(outdir, path);
    mkdirSync(dirname(place), { recursive: true });
    assertInside(root, dirname(place));
    const beside = join(scratch, String(position));
    writeFileSync(beside, text);
    renameSync(beside, place);
  });
  for (const path of plan.remove) {
    assertInside(root, dirname(join(outdir, path)));
    rmSync(join(outdir, path), { force: true });
    removeEmptyFolders(outdir, dirname(path));
  }
  rmSync(scratch, { recursive: true, force: true });
  removeJournal(outdir);
}

function removeEmptyFolders(outdir: string, folder: string): void {
  const path = join(outdir, folder);
  if (folder === '.' || !existsSync(path) || readdirSync(path).length > 0) return;
  rmdirSync(path);
  removeEmptyFolders(outdir, dirname(folder));
}
