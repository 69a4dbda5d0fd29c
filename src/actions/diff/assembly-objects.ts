import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../assembly/application-assembly';
import { valueAt } from '../../data/merge';
import { TowpathError } from '../../diagnostics';

/** One object of an assembly, from a file of this workspace or of another commit. */
export interface AssemblyObject {
  readonly environment: string;
  /** Absent for what belongs to the environment as a whole. */
  readonly application?: string;
  readonly flow?: string;
  /** Its file, relative to the output folder. */
  readonly file: string;
  /** Path of its construct; empty for what belongs to the environment as a whole. */
  readonly path: string;
  /** Paths of objects that come before. */
  readonly after: readonly string[];
  readonly manifest: KubernetesObject;
}

/** A file of an assembly with what its index says of the objects in it, in their order. */
export interface AssemblyFile {
  readonly environment: string;
  readonly application?: string;
  readonly path: string;
  readonly text: string;
  readonly objects: readonly {
    readonly path: string;
    readonly flow?: string | undefined;
    readonly after?: readonly string[];
  }[];
}

/**
 * The objects of files by what they are called in an assembly: by their construct, whatever their names.
 * Both sides are read from text, so that what differs is what is written differently.
 */
export function objectsOf(files: readonly AssemblyFile[]): Map<string, AssemblyObject> {
  return new Map(
    files.flatMap(({ environment, application, path: file, text, objects }) =>
      parseAllDocuments(text).map((document, index): [string, AssemblyObject] => {
        const { path = '', flow, after = [] } = objects[index] ?? {};
        const manifest: unknown = document.errors.length > 0 ? undefined : document.toJS();
        if (!isObject(manifest)) throw unreadable(file);
        const key = JSON.stringify([environment, application, path === '' ? file : path]);
        const owner = {
          environment,
          ...(application !== undefined && { application }),
          ...(flow !== undefined && { flow }),
        };
        return [key, { ...owner, file, path, after, manifest }];
      }),
    ),
  );
}

function isObject(value: unknown): value is KubernetesObject {
  return typeof valueAt(value, ['kind']) === 'string' && typeof valueAt(value, ['metadata', 'name']) === 'string';
}

function unreadable(file: string): TowpathError {
  const message = `${file} of the other commit is not what towpath wrote: it cannot be read`;
  const hint = 'compare with a commit whose output was synthesized, not edited or merged by hand';
  return new TowpathError([{ code: 'base-without-output', severity: 'error', message, hint }]);
}
