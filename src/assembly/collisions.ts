import { groupBy } from '../data/group-by';
import { duplicates, errorIssue, type Issue } from '../diagnostics';
import { longestFileName } from '../files/longest-file-name';
import { groupOf } from '../kubernetes/api-version';
import type { ApplicationAssembly, AssembledObject } from './application-assembly';

/** Reports objects of one application that would overwrite each other, in the cluster or on disk. */
export function objectCollisions(objects: readonly AssembledObject[]): Issue[] {
  return [
    ...duplicates(objects, identity).map(([first, second]): Issue => {
      const { kind, metadata } = first.manifest;
      const message = `\`${first.path}\` and \`${second.path}\` both create the ${kind} \`${metadata.name}\``;
      return errorIssue('object-collision', message, { path: second.path });
    }),
    // Some file systems do not distinguish upper and lower case.
    ...duplicates(objects, ({ file }) => file.toLowerCase()).map(([first, second]): Issue => {
      const message = `\`${first.path}\` and \`${second.path}\` would both be written to the file \`${second.file}\``;
      return errorIssue('file-collision', message, { path: second.path });
    }),
  ];
}

/** Reports objects whose file name is too long for a file system. */
export function longFileNames(objects: readonly AssembledObject[]): Issue[] {
  const long = objects.filter(({ file }) => Buffer.byteLength(file) > longestFileName);
  return long.map(({ file, path }): Issue => {
    const message = `the file name \`${file}\` is longer than the ${longestFileName} bytes that file systems allow`;
    return errorIssue('invalid-name', message, {
      hint: 'use a shorter name for the object, because its file is named after it',
      path,
    });
  });
}

/** Reports applications of one environment that would overwrite each other's objects. */
export function applicationCollisions(assemblies: readonly ApplicationAssembly[]): Issue[] {
  return [...groupBy(assemblies, ({ environment }) => environment.name)].flatMap(([environment, together]) => {
    if (together.length === 1) return [];
    const all = together.flatMap(({ application, objects }) => objects.map((object) => ({ object, application })));
    return duplicates(all, ({ object }) => identity(object))
      .filter(([first, second]) => first.application !== second.application)
      .map(([first, second]) => {
        const { kind, metadata } = first.object.manifest;
        const owners = `\`${first.application}\` and \`${second.application}\``;
        const message = `in \`${environment}\`, ${owners} both create the ${kind} \`${metadata.name}\``;
        return errorIssue('object-collision', message, { path: second.object.path });
      });
  });
}

/** Identifies an object in its cluster. */
export function identity({ manifest }: Pick<AssembledObject, 'manifest'>): string {
  const known = identities.get(manifest);
  if (known !== undefined) return known;
  const { apiVersion, kind, metadata } = manifest;
  const found = JSON.stringify([groupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name]);
  identities.set(manifest, found);
  return found;
}

/** The identities of objects are kept, because several checks compare them. */
const identities = new WeakMap<AssembledObject['manifest'], string>();
