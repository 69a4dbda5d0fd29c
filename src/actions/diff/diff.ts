import { resolve } from 'node:path';
import { differences } from '../../data/differences';
import { formatPath } from '../../diagnostics';
import { followLink } from '../../files/follow-links';
import { shownPath } from '../../files/real-path';
import { maskSecrets } from '../../release/plan/mask-secrets';
import type { LoadOptions } from '../../workspace/load';
import { workspaceRoot } from '../../workspace/workspace-root';
import { build } from '../synth/build';
import { type AssemblyFile, type AssemblyObject, objectsOf } from './assembly-objects';
import { baseUnits } from './base';
import { isOfPin } from './pin';

export interface DiffBaseOptions extends LoadOptions {
  /** The commit, branch or tag to compare with. Its `dist/` says what it meant. */
  readonly base: string;
  /** @default all */
  readonly environments?: readonly string[] | undefined;
  /** Where the base's files lie, relative to the workspace. @default 'dist' */
  readonly outdir?: string | undefined;
}

/** What changes for one object. */
export interface ObjectChange {
  readonly environment: string;
  readonly application?: string;
  readonly flow?: string;
  readonly kind: string;
  readonly name: string;
  /** Its file, relative to the output folder. */
  readonly file: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Whether another version of the same image, and what is called by it, is all that changes. */
  readonly pinOnly: boolean;
  /** The fields that change; none where the whole object comes or goes. Content of Secrets is masked. */
  readonly fields: readonly FieldChange[];
}

export interface FieldChange {
  /** `spec.template.spec.containers.api.image`: entries of lists by their names. */
  readonly path: string;
  /** Absent where the field is new. */
  readonly from?: unknown;
  /** Absent where the field goes. */
  readonly to?: unknown;
  /** Whether it is of the pin: an image's version, or what is called by it. */
  readonly pin: boolean;
}

/**
 * What the workspace, as it is, changes against another commit, in every environment; no cluster is asked.
 * @throws TowpathError with everything that is wrong with the workspace, or with the base
 */
export async function diffBase(options: DiffBaseOptions): Promise<ObjectChange[]> {
  const { base, environments, outdir = 'dist' } = options;
  const root = workspaceRoot(options.root);
  followLink(root, outdir);
  // Manifests are compared object by object; files of other targets hold none.
  const { outputs } = await build({ ...options, root, targets: ['yaml'] });
  const current = outputs
    .flatMap(({ units }) => units)
    .flatMap(({ environment, application, files }) =>
      files.map((file): AssemblyFile => ({ environment, ...(application !== undefined && { application }), ...file })),
    );
  const isMeant = ({ environment }: AssemblyFile) => environments?.includes(environment) ?? true;
  const units = baseUnits(root, shownPath(root, resolve(root, outdir)), base);
  const known = units.flatMap(({ files }) => files).filter(isMeant);
  // What is written alike needs no second look.
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
