import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { OutputUnit } from '../../assembly/output';

/**
 * `cdk8s synth` deletes its output folder, runs the application, and lists the manifests that
 * it finds there. It gets a copy, so that `dist/` keeps its files and their times.
 *
 * @param stream every document, for where the copy is read as one text
 */
export function mirror(units: readonly OutputUnit[], folder: string, stream: () => string): void {
  const files = isPrinted(folder) ? [{ path: 'all.yaml', text: stream() }] : units.flatMap((unit) => unit.files);
  for (const { path, text } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/**
 * Whether it is the folder of `cdk8s synth --stdout`, which prints the files in it in any order,
 * and with nothing between one and the next.
 * @see https://github.com/cdk8s-team/cdk8s-cli/issues/943
 */
function isPrinted(folder: string): boolean {
  return dirname(folder) === tmpdir() && basename(folder).startsWith('cdk8s-');
}
