import { resolve } from 'node:path';
import { followLink } from '../../files/follow-links';
import { shownPath } from '../../files/real-path';
import type { Target } from '../../targets/target';
import { yaml } from '../../targets/yaml/target';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import { workspaceRoot } from '../../workspace/workspace-root';
import { build } from '../synth/build';
import type { AssemblyFile } from './assembly-objects';
import { baseUnits } from './base';
import type { FieldChange, FileChange, ObjectChange } from './change';
import { assemblyFiles, objectChanges } from './object-changes';
import { fileChanges, targetFilesAt } from './target-files';

export type { FieldChange, FileChange, ObjectChange };

export interface DiffBaseOptions extends LoadOptions {
  /** The commit, branch or tag whose `dist/` is compared. */
  readonly base: string;
  /** @default all */
  readonly environments?: readonly string[] | undefined;
  /** The output folder of the commit, relative to the workspace. @default 'dist' */
  readonly outdir?: string | undefined;
}

/**
 * Compares the workspace as it is with another commit, in every environment: Kubernetes objects one by one, and the
 * files of the other targets that `towpath.yaml` lists. It connects to no cluster.
 *
 * @throws TowpathError with everything that is wrong with the workspace or with the commit
 */
export async function diffBase(options: DiffBaseOptions): Promise<(ObjectChange | FileChange)[]> {
  checkOptions(options, ['base']);
  const { base, environments, outdir = 'dist' } = options;
  const root = workspaceRoot(options.root);
  followLink(root, outdir);
  const folder = shownPath(root, resolve(root, outdir));
  const known = new Map<string, ReadonlyMap<string, string>>();
  const baseOf = ({ name }: Target) => {
    const found = known.get(name) ?? targetFilesAt(root, base, `${folder}/${name}`);
    known.set(name, found);
    return found;
  };
  const written = (target: Target, path: string) => (target === yaml ? undefined : baseOf(target).get(path));
  const { outputs } = await build({ ...options, root, additionalTargets: [yaml], written });
  const manifests = outputs.filter(({ target }) => target === yaml);
  const isMeant = ({ environment }: AssemblyFile) => environments?.includes(environment) ?? true;
  const before = baseUnits(root, folder, base).flatMap(({ files }) => files);
  const objects = objectChanges(before.filter(isMeant), assemblyFiles(manifests));
  const others = outputs.filter(({ target }) => target !== yaml);
  return [...objects, ...others.flatMap((one) => fileChanges(one, baseOf(one.target), objects, environments))];
}
