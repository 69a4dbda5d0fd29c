import { posix } from 'node:path';
import { duplicates, type ValuePath } from '../../diagnostics';
import type { WorkloadSpec } from '../flow-spec';
import { invalid, type Rule } from './rule';

type Volume = NonNullable<NonNullable<WorkloadSpec['volumes']>[string]>;
type Projection = NonNullable<Volume['projected']>[number];

/**
 * Checks that a volume gives no file twice, and no file in the place of a folder of another one. `a` and `a/` are one
 * file, although the API server accepts both.
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/
 */
export const filesAreGivenOnce: Rule = (spec) =>
  Object.entries(spec.volumes ?? {}).flatMap(([name, volume]) => {
    const path = ['volumes', name];
    const projected = (volume?.projected ?? []).flatMap((projection, position) =>
      filesOf(projection).map((one) => ({ ...one, path: [...path, 'projected', position, ...one.path] })),
    );
    const items = Object.entries(volume?.items ?? {}).map(([key, file]) => ({ path: [...path, 'items', key], file }));
    const files = [...projected, ...items].map((one) => ({ ...one, place: posix.resolve('/', one.file) }));
    const places = new Map(files.map((one) => [one.place, one.file]));
    return [
      ...duplicates(files, ({ place }) => place).map(([, { path: second, file }]) =>
        invalid(second, `the volume gives the file \`${file}\` twice`, 'give one of them another name'),
      ),
      ...files.flatMap(({ path: inside, file, place }) => {
        const taken = foldersOf(place).find((folder) => places.has(folder));
        if (taken === undefined) return [];
        const message = `the file \`${file}\` needs a folder where the volume gives the file \`${places.get(taken)}\``;
        return [invalid(inside, message, 'give one of them another name')];
      }),
    ];
  });

/** The folders of a file below the root of its volume. */
function foldersOf(place: string): string[] {
  const parts = place.split('/').slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}

function filesOf(projection: Projection): { readonly path: ValuePath; readonly file: string }[] {
  if ('token' in projection) return [{ path: ['token'], file: projection.token }];
  if ('fields' in projection) return Object.keys(projection.fields).map((file) => ({ path: ['fields', file], file }));
  return Object.entries(projection.items ?? {}).map(([key, file]) => ({ path: ['items', key], file }));
}
