import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputUnit } from '../../assembly/output';

/**
 * `cdk8s synth` deletes its output folder, runs the application, and lists the manifests that
 * it finds there. It gets a copy, so that `dist/` keeps its files and their times.
 */
export function mirror(units: readonly OutputUnit[], folder: string): void {
  for (const { path, text } of units.flatMap((unit) => unit.files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
