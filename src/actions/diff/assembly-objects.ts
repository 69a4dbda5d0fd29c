import type { Document } from 'yaml';
import type { KubernetesObject } from '../../assembly/application-assembly';
import { valueAt } from '../../data/merge';
import { valueOrNone, yamlDocuments } from '../../data/yaml-documents';
import { issueError, type TowpathError } from '../../diagnostics';

/** One object of an assembly, read from a file of this workspace or of another commit. */
export interface AssemblyObject {
  readonly environment: string;
  /** Absent for an object that belongs to the whole environment. */
  readonly application?: string;
  readonly flow?: string;
  /** The object's file, relative to the output folder. */
  readonly file: string;
  /** Path of the object's construct; empty for an object that belongs to the whole environment. */
  readonly path: string;
  /** Paths of the objects that come earlier. */
  readonly after: readonly string[];
  readonly manifest: KubernetesObject;
}

/** A file of an assembly, with its index's entries about the objects in it, in order. */
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
 * The objects of files, by their constructs, so that a renamed object stays the same object. Both sides are read from
 * text, so that only what is written differently differs.
 */
export function objectsOf(files: readonly AssemblyFile[]): Map<string, AssemblyObject> {
  return new Map(
    files.flatMap(({ environment, application, path: file, text, objects }) =>
      documentsIn(text, file).map((document, index): [string, AssemblyObject] => {
        const { path = '', flow, after = [] } = objects[index] ?? {};
        const manifest = valueOrNone(document);
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

function documentsIn(text: string, file: string): readonly Document.Parsed[] {
  const read = yamlDocuments(text);
  if ('problem' in read) throw unreadable(file);
  return read.documents;
}

function isObject(value: unknown): value is KubernetesObject {
  return typeof valueAt(value, ['kind']) === 'string' && typeof valueAt(value, ['metadata', 'name']) === 'string';
}

function unreadable(file: string): TowpathError {
  const message = `${file} in the other commit cannot be read: towpath did not write it in this form`;
  const hint = 'compare with a commit whose output comes from `towpath synth` and was not edited or merged by hand';
  return issueError('base-without-output', message, { hint });
}
