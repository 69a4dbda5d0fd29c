import type { AssembledObject } from '../assembly/application-assembly';
import { longestFileName } from '../files/longest-file-name';

/** A file that a target writes. */
export interface OutputFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The objects in the file, in order. */
  readonly objects: readonly (Pick<AssembledObject, 'path' | 'manifest'> & Partial<AssembledObject>)[];
}

/** Files with one index: those of one application in one environment, or those that several applications share. */
export interface OutputUnit {
  readonly environment: string;
  /** Absent for files that belong to the whole environment. */
  readonly application?: string;
  readonly files: readonly OutputFile[];
  /** The entries of the index beside the files. */
  readonly about: object;
}

/** The entry of a file in an index. */
export interface IndexedFile {
  readonly sha256: string;
  readonly objects: readonly object[];
}

/**
 * The content of `dist/.towpath/<env>/<app>.json`: the files of one unit, for towpath's later commands and for scripts.
 */
export interface UnitIndex {
  readonly version: 1;
  readonly environment: string;
  readonly files: Readonly<Record<string, IndexedFile>>;
  readonly [about: string]: unknown;
}

/**
 * Whether a path that was read from a file can be the path of an output file. A path out of the folder cannot.
 */
export function isOutputPath(path: string): boolean {
  const isName = (step: string) =>
    !['', '.', '..'].includes(step) && !step.includes('\0') && Buffer.byteLength(step) <= longestFileName;
  return /^[a-z0-9][a-z0-9-]*\/[^\\]+$/.test(path) && path.split('/').every(isName);
}

/** The environment that an output file belongs to. */
export function environmentOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}
