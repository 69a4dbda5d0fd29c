import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A checkout of towpath whose compiled code is measured. Everything that a subject imports comes from it. */
export class Checkout {
  constructor(readonly folder: string) {}

  /** The command line `node lib/cli/main.js` with these arguments. */
  towpath(...args: readonly string[]): readonly string[] {
    return [process.execPath, join(this.folder, 'lib/cli/main.js'), ...args];
  }

  /** A temporary folder with these files, in which towpath and these packages are installed. */
  project(files: Readonly<Record<string, string>>, packages: readonly string[] = []): string {
    const folder = mkdtempSync(join(tmpdir(), 'towpath-bench-'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(this.folder, join(folder, 'node_modules/towpath'));
    for (const name of ['cdk8s', 'constructs', ...packages]) {
      symlinkSync(join(this.folder, 'node_modules', name), join(folder, 'node_modules', name));
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  }
}

/** The checkout that this file belongs to. */
export const ownCheckout = new Checkout(join(__dirname, '../..'));
