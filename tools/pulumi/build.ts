import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { go, requireGo } from '../control-plane/go';
import { Unavailable } from '../control-plane/unavailable';
import { cache, cli } from './binaries';
import { versions } from './versions';

const source = 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi';
const versionVariable = 'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version';

/** Builds the command line into the cache, in a scratch module of its own, in minutes. */
export function buildCli(): void {
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(dirname(cache), '.building-'));
  try {
    requireGo(scratch);
    go(scratch, ['mod', 'init', 'scratch']);
    fetch(scratch);
    const flags = `-s -w -X ${versionVariable}=v${versions.pulumi}`;
    go(scratch, ['build', '-ldflags', flags, '-o', cli, source]);
    renameSync(join(scratch, cli), join(cache, cli));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The first that asks the network for something. */
function fetch(scratch: string): void {
  try {
    go(scratch, ['get', '-tool', `${source}@v${versions.pulumi}`]);
  } catch {
    throw new Unavailable(`${source}@v${versions.pulumi} cannot be downloaded`);
  }
}
