import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { foundBinaries, isComplete } from './binaries';
import { build } from './build';
import { requireGo } from './go';
import { versions } from './versions';

const cache = join(homedir(), '.cache/towpath-dev/control-plane');
const dayMs = 24 * 60 * 60 * 1000;

/**
 * The folder of kube-apiserver, etcd and kubectl: those that are there, else built, once a version, in minutes.
 *
 * @throws Unavailable where they can not be built
 */
export function controlPlane(): string {
  return foundBinaries() ?? builtBinaries();
}

/** It shows up under its name when all is done, so half of one is never taken for it. */
function builtBinaries(): string {
  const { kubernetes, etcd, kwok } = versions;
  const folder = join(cache, `${kubernetes}-etcd-${etcd}-kwok-${kwok}`);
  if (isComplete(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  removeAbandoned();
  const scratch = mkdtempSync(join(cache, '.building-'));
  try {
    requireGo(scratch);
    const bin = join(scratch, 'bin');
    mkdirSync(bin);
    build(scratch, bin);
    publish(bin, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return folder;
}

function publish(bin: string, folder: string): void {
  try {
    renameSync(bin, folder);
  } catch (error) {
    // Another build was there before.
    if (!isComplete(folder)) throw error;
  }
}

/** A build that was killed leaves its folder. */
function removeAbandoned(): void {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith('.building-'))) {
    const changed = statSync(join(cache, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - changed > dayMs) rmSync(join(cache, name), { recursive: true, force: true });
  }
}
