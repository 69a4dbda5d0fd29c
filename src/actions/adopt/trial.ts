import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Made } from '../../adoption/correct';
import { groupBy } from '../../data/group-by';
import type { Fields } from '../../equivalence/fields';
import { packageFolder } from '../../files/package-folder';
import { withTemporaryFolder } from '../../files/temporary-folder';
import { writeFiles } from '../../files/write-files';
import { build } from '../synth/build';

/**
 * Synthesizes a workspace of these files in a temporary folder, with the code that `synth` uses.
 *
 * @returns the objects of each environment
 * @throws TowpathError with the issues of the files
 */
export async function synthesizeFiles(files: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, Made[]>> {
  return inTrial(files, async (folder) => {
    const { applications } = await build({ root: folder, reload: true });
    const byEnvironment = groupBy(applications, ({ environment }) => environment.name);
    return new Map(
      [...byEnvironment].map(([environment, some]) => [
        environment,
        some.flatMap(({ objects }) =>
          objects.map(({ manifest, ...made }) => ({ ...made, manifest: { ...manifest } as Fields })),
        ),
      ]),
    );
  });
}

/** Calls a function with a temporary workspace of these files. */
export function inTrial<T>(files: ReadonlyMap<string, string>, use: (folder: string) => Promise<T>): Promise<T> {
  return withTemporaryFolder(packages(), (folder) => {
    writeFiles(folder, files);
    return use(folder);
  });
}

/** The packages that the files import: this towpath, and those that it uses itself. */
function packages(): ReadonlyMap<string, string> {
  const { resolve } = createRequire(join(packageFolder, 'package.json'));
  const peers = ['cdk8s', 'constructs'].map(
    (name) => [`node_modules/${name}`, dirname(resolve(`${name}/package.json`))] as const,
  );
  return new Map([['node_modules/towpath', packageFolder], ...peers]);
}
