import { differences } from '../../data/differences';
import { formatPath } from '../../diagnostics';
import { maskSecrets } from '../../release/plan/mask-secrets';
import type { TargetFiles } from '../synth/build';
import { type AssemblyFile, type AssemblyObject, objectsOf } from './assembly-objects';
import type { FieldChange, ObjectChange } from './change';
import { isOfPin } from './pin';

/** The files of plain YAML that a build holds in memory. */
export function assemblyFiles(outputs: readonly TargetFiles[]): AssemblyFile[] {
  return outputs
    .flatMap((output) => output.units)
    .flatMap(({ environment, application, files }) =>
      files.map((file): AssemblyFile => ({ environment, ...(application !== undefined && { application }), ...file })),
    );
}

/** Compares the objects of plain YAML, one by one. */
export function objectChanges(before: readonly AssemblyFile[], after: readonly AssemblyFile[]): ObjectChange[] {
  // Files with the same text need no comparison.
  return changes(objectsOf(changedFiles(before, after)), objectsOf(changedFiles(after, before)));
}

/** The files that have another text among the others, or are not there. */
function changedFiles(files: readonly AssemblyFile[], others: readonly AssemblyFile[]): AssemblyFile[] {
  const texts = new Map(others.map(({ path, text }) => [path, text]));
  return files.filter(({ path, text }) => texts.get(path) !== text);
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
