import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Made } from '../../adoption/mend';
import { packageFolder } from '../../files/package-folder';
import { realPath } from '../../files/real-path';
import { writeFiles } from '../../files/write-files';
import { build } from '../synth/build';

/**
 * Synthesizes a workspace of these files in a temporary folder, with the code that `synth` uses.
 *
 * @returns the objects of each environment
 * @throws TowpathError with the issues of the files
 */
export async function synthesizeFiles(
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly Made[]>> {
  const folder = realPath(mkdtempSync(join(tmpdir(), 'towpath-adopt-')));
  if (folder === undefined) throw new Error('the temporary folder has gone');
  try {
    linkPackages(folder);
    writeFiles(folder, files);
    const { applications } = await build({ root: folder, reload: true });
    const made = new Map<string, Made[]>();
    for (const { environment, objects } of applications) {
      made.set(environment.name, [
        ...(made.get(environment.name) ?? []),
        ...objects.map(({ path, flow, manifest }) => ({
          path,
          ...(flow !== undefined && { flow }),
          manifest: manifest as unknown as Made['manifest'],
        })),
      ]);
    }
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets the files of the temporary folder import this towpath and the packages that it uses itself. */
function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(packageFolder, join(folder, 'node_modules/towpath'), 'dir');
  const resolve = createRequire(join(packageFolder, 'package.json')).resolve;
  for (const name of ['cdk8s', 'constructs']) {
    symlinkSync(dirname(resolve(`${name}/package.json`)), join(folder, 'node_modules', name), 'dir');
  }
}
