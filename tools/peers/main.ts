import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { go, requireGo } from '../control-plane/go';
import { Unavailable } from '../control-plane/unavailable';
import { cacheOf, helm, kustomize, type Peer, programOf } from './peers';

/** Builds the peers that are not installed, and prints where they are. Exit code 3: Go is missing or too old. */
try {
  for (const peer of [helm, kustomize]) {
    if (!programOf(peer)) build(peer);
    process.stdout.write(`${programOf(peer)}\n`);
  }
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  process.stderr.write(`skipped: ${error.message}\n`);
  process.exitCode = 3;
}

/** Builds a program in a module of its own. It appears in the cache when it is complete. */
function build(peer: Peer): void {
  const cache = cacheOf(peer);
  mkdirSync(dirname(cache), { recursive: true });
  const scratch = mkdtempSync(join(dirname(cache), '.building-'));
  try {
    requireGo(scratch);
    go(scratch, ['mod', 'init', 'scratch']);
    go(scratch, ['get', '-tool', `${peer.source}@v${peer.version}`]);
    const bin = join(scratch, 'bin');
    mkdirSync(bin);
    go(scratch, ['build', '-ldflags', '-s -w', '-o', join(bin, peer.name), peer.source]);
    renameSync(bin, cache);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
