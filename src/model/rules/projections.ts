import { posix } from 'node:path';
import { duplicates, type ValuePath } from '../../diagnostics';
import type { WorkloadSpec } from '../flow-spec';
import { invalid, type Rule } from './rule';

type Volume = NonNullable<NonNullable<WorkloadSpec['volumes']>[string]>;
type Projection = NonNullable<Volume['projected']>[number];

/**
 * Checks that no two sources of a projected volume give the same file. `a` and `a/` are one file, although the API server
 * accepts both.
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/
 */
export const filesAreGivenOnce: Rule = (spec) =>
  Object.entries(spec.volumes ?? {}).flatMap(([name, volume]) => {
    const files = (volume?.projected ?? []).flatMap((projection, position) =>
      filesOf(projection).map(({ path, file }) => ({ path: ['volumes', name, 'projected', position, ...path], file })),
    );
    return duplicates(files, ({ file }) => posix.resolve('/', file)).map(([, { path, file }]) =>
      invalid(path, `two sources of the volume give the file \`${file}\``, 'give one of them another name'),
    );
  });

function filesOf(projection: Projection): { readonly path: ValuePath; readonly file: string }[] {
  if ('token' in projection) return [{ path: ['token'], file: projection.token }];
  if ('fields' in projection) return Object.keys(projection.fields).map((file) => ({ path: ['fields', file], file }));
  return Object.entries(projection.items ?? {}).map(([key, file]) => ({ path: ['items', key], file }));
}
