import { resolve } from 'node:path';
import { differences } from '../../data/differences';
import { formatPath } from '../../diagnostics';
import { followLink } from '../../files/follow-links';
import { shownPath } from '../../files/real-path';
import { maskSecrets } from '../../release/plan/mask-secrets';
import type { Target } from '../../targets/target';
import { yaml } from '../../targets/yaml/target';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import { workspaceRoot } from '../../workspace/workspace-root';
import { build, type TargetFiles } from '../synth/build';
import { type AssemblyFile, type AssemblyObject, objectsOf } from './assembly-objects';
import { type BaseUnit, baseUnits } from './base';
import type { FieldChange, FileChange, ObjectChange } from './change';
import { isOfPin } from './pin';
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
  const objects = objectChanges(manifests, baseUnits(root, folder, base), environments);
  const others = outputs.filter(({ target }) => target !== yaml);
  return [...objects, ...others.flatMap((one) => fileChanges(one, baseOf(one.target), objects, environments))];
}

/** Compares the objects of plain YAML, one by one. */
function objectChanges(
  outputs: readonly TargetFiles[],
  units: readonly BaseUnit[],
  environments: readonly string[] | undefined,
): ObjectChange[] {
  const current = outputs
    .flatMap((output) => output.units)
    .flatMap(({ environment, application, files }) =>
      files.map((file): AssemblyFile => ({ environment, ...(application !== undefined && { application }), ...file })),
    );
  const isMeant = ({ environment }: AssemblyFile) => environments?.includes(environment) ?? true;
  const before = units.flatMap(({ files }) => files).filter(isMeant);
  // Files with the same text need no comparison.
  const same = new Map(before.map(({ path, text }) => [path, text]));
  const isNew = ({ path, text }: AssemblyFile) => same.get(path) !== text;
  const texts = new Map(current.map(({ path, text }) => [path, text]));
  return changes(
    objectsOf(before.filter(({ path, text }) => texts.get(path) !== text)),
    objectsOf(current.filter(isNew)),
  );
}

function changes(
  before: ReadonlyMap<string, AssemblyObject>,
  after: ReadonlyMap<string, AssemblyObject>,
): ObjectChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys
    .flatMap((key) => change(before.get(key), after.get(key)))
    .sort((a, b) => (a.file === b.file ? (a.name < b.name ? -1 : 1) : a.file < b.file ? -1 : 1));
}

function change(before: AssemblyObject | undefined, after: AssemblyObject | undefined): ObjectChange[] {
  const object = after ?? before;
  if (!object) return [];
  const { manifest, path: _, after: __, ...place } = object;
  const named = { ...place, kind: manifest.kind, name: manifest.metadata.name };
  if (!before || !after) return [{ ...named, change: after ? 'added' : 'removed', pinOnly: false, fields: [] }];
  const found = differences(...maskSecrets(before.manifest, after.manifest));
  if (found.length === 0) return [];
  const fields = found.map((one): FieldChange => {
    const { path, from, to } = one;
    const pin = isOfPin(manifest.kind, one);
    return { path: formatPath(path), ...shown('from', from), ...shown('to', to), pin };
  });
  return [{ ...named, change: 'changed', pinOnly: fields.every(({ pin }) => pin), fields }];
}

function shown(key: 'from' | 'to', value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}
