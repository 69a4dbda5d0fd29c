import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newOwner, processHasEnded } from '../../src/output/lock-owner';
import { filesBelow, root, textOf } from '../project/repository';

/** What the compiler writes last. */
const buildInfo = join(root, 'tsconfig.tsbuildinfo');
const marker = join(root, 'lib/.busy');

/**
 * Compiles `src/` into `lib/` when it is older: the command line runs as a process of its own, on compiled code.
 * `npm test` has done so before; this is for a single suite that is run by hand.
 */
export function compile(): void {
  while (isStale()) {
    if (!begin()) continue;
    try {
      execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--build'], { cwd: root });
    } catch {
      // Types are judged by a step of their own; here counts what the code does.
    } finally {
      const now = new Date();
      utimesSync(buildInfo, now, now);
      rmSync(marker, { force: true });
    }
    // A source from the future stays newer than whatever is compiled.
    return;
  }
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
