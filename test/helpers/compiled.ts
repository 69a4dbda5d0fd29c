import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newOwner, processHasEnded } from '../../src/files/lock-owner';
import { filesBelow, root, textOf } from '../project/repository';

/** What the compiler writes last. */
const buildInfo = join(root, 'tsconfig.tsbuildinfo');
const marker = join(root, 'lib/.busy');

/**
 * Compiles `src/` into `lib/` if `lib/` is older, because the command line runs as a process of its own. `npm test`
 * compiles before its tests, so this is for a test file that is run by hand.
 */
export function compile(): void {
  while (isStale()) {
    if (!begin()) continue;
    try {
      execFileSync(process.execPath, [join(root, 'node_modules/typescript-7/bin/tsc'), '--build'], { cwd: root });
    } catch {
      // A step of CI checks the types. These tests need only the code, which the compiler also writes with wrong types.
    }
    try {
      bundle(root);
    } finally {
      const now = new Date();
      utimesSync(buildInfo, now, now);
      rmSync(marker, { force: true });
    }
    // A source from the future stays newer than whatever is compiled.
    return;
  }
}

/** Makes the JavaScript of `lib/` from `build/`, in a process of its own: esbuild does not run inside jest. */
export function bundle(folder: string): void {
  const program = ['node_modules/jiti/lib/jiti-cli.mjs', 'tools/bundle/main.ts'].map((file) => join(root, file));
  execFileSync(process.execPath, [...program, folder]);
}

function isStale(): boolean {
  const built = changed(buildInfo);
  if (changed(join(root, 'lib/cli/main.js')) === 0) return true;
  return filesBelow(join(root, 'src')).some((file) => changed(join(root, 'src', file)) > built);
}

function changed(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Whether this process compiles; else another worker of jest's compiles just now, and this one waits for a moment. */
function begin(): boolean {
  mkdirSync(join(root, 'lib'), { recursive: true });
  try {
    writeFileSync(marker, newOwner(), { flag: 'wx' });
    return true;
  } catch {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    // A worker that was killed while it compiled leaves its marker.
    const owner = textOf('lib/.busy');
    if (owner && processHasEnded(owner) !== false) rmSync(marker, { force: true });
    return false;
  }
}
