import { resolve } from 'node:path';
import { differences } from '../../data/differences';
import { formatPath } from '../../diagnostics';
import { followLink } from '../../files/follow-links';
import { shownPath } from '../../files/real-path';
import { maskSecrets } from '../../release/plan/mask-secrets';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import { workspaceRoot } from '../../workspace/workspace-root';
import { build } from '../synth/build';
import { type AssemblyFile, type AssemblyObject, objectsOf } from './assembly-objects';
import { baseUnits } from './base';
import { isOfPin } from './pin';

export interface DiffBaseOptions extends LoadOptions {
  /** The commit, branch or tag whose `dist/` is compared. */
  readonly base: string;
  /** @default all */
  readonly environments?: readonly string[] | undefined;
  /** The output folder of the commit, relative to the workspace. @default 'dist' */
  readonly outdir?: string | undefined;
}

/** The changes of one object. */
export interface ObjectChange {
  readonly environment: string;
  readonly application?: string;
  readonly flow?: string;
  readonly kind: string;
  readonly name: string;
  /** The object's file, relative to the output folder. */
  readonly file: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Whether only the version of an image changes, with the names that follow from it. */
  readonly pinOnly: boolean;
  /** The changed fields. Empty if the whole object is added or removed. The content of Secrets is masked. */
  readonly fields: readonly FieldChange[];
}

export interface FieldChange {
  /** The path, with entries of lists by name: `spec.template.spec.containers.api.image`. */
  readonly path: string;
  /** Absent if the field is added. */
  readonly from?: unknown;
  /** Absent if the field is removed. */
  readonly to?: unknown;
  /** Whether the change comes from a pin: the version of an image, or a name that follows from it. */
  readonly pin: boolean;
}

/**
 * Compares the workspace as it is with another commit, in every environment. It connects to no cluster.
 * @throws TowpathError with everything that is wrong with the workspace or with the commit
 */
export async function diffBase(options: DiffBaseOptions): Promise<ObjectChange[]> {
  checkOptions(options, ['base']);
  const { base, environments, outdir = 'dist' } = options;
  const root = workspaceRoot(options.root);
  followLink(root, outdir);
  // Only manifests are compared, object by object. Files of other targets hold no objects.
  const { outputs } = await build({ ...options, root, targets: ['yaml'] });
  const current = outputs
    .flatMap(({ units }) => units)
    .flatMap(({ environment, application, files }) =>
      files.map((file): AssemblyFile => ({ environment, ...(application !== undefined && { application }), ...file })),
    );
  const isMeant = ({ environment }: AssemblyFile) => environments?.includes(environment) ?? true;
  const units = baseUnits(root, shownPath(root, resolve(root, outdir)), base);
  const known = units.flatMap(({ files }) => files).filter(isMeant);
  // Files with the same text need no comparison.
  const same = new Map(known.map(({ path, text }) => [path, text]));
  const isNew = ({ path, text }: AssemblyFile) => same.get(path) !== text;
  const texts = new Map(current.map(({ path, text }) => [path, text]));
  return changes(
    objectsOf(known.filter(({ path, text }) => texts.get(path) !== text)),
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
