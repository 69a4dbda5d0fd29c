import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isExecutable } from '../control-plane/binaries';
import { plugins } from './binaries';

/** A folder beside the repository with the plugins, for those who have it. */
export const archiveFolder = join(__dirname, '../../../shared/tools/pulumi');

const architectures: Readonly<Record<string, string>> = { x64: 'amd64' };

/**
 * Unpacks the plugins of this platform into a folder. The folder appears when all of it is there; nothing happens
 * where there is no archive.
 *
 * @throws Error where the archive is not what SHA256SUMS beside it says, or lacks a plugin
 */
export function unpackPlugins(archives: string, folder: string): void {
  const name = `plugins-${process.platform}-${architectures[process.arch] ?? process.arch}.tar.xz`;
  if (!existsSync(join(archives, name))) return;
  const archive = readFileSync(join(archives, name));
  verify(archive, name, archives);
  mkdirSync(dirname(folder), { recursive: true });
  const scratch = mkdtempSync(join(dirname(folder), '.unpacking-'));
  try {
    execFileSync('tar', ['-xJf', '-', '-C', scratch, ...plugins], {
      input: archive,
      stdio: ['pipe', 'inherit', 'pipe'],
    });
    const missing = plugins.filter((plugin) => !isExecutable(join(scratch, plugin)));
    if (missing.length > 0) throw new Error(`${name}: ${missing.join(' and ')} cannot be run`);
    renameSync(scratch, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The lines of `sha256sum`: a sum, two spaces and a name. */
function verify(archive: Buffer, name: string, archives: string): void {
  const sums = readFileSync(join(archives, 'SHA256SUMS'), 'utf8').split('\n');
  const expected = sums.map((line) => line.split(/ [ *]/)).find(([, file]) => file === name)?.[0];
  const found = createHash('sha256').update(archive).digest('hex');
  if (found !== expected) throw new Error(`${name} has the SHA-256 ${found}; SHA256SUMS says ${expected ?? 'nothing'}`);
}
