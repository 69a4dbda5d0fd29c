import type { AssembledObject } from '../assembly/application-assembly';
import { longestFileName } from '../files/longest-file-name';

/** A file of an assembly, as a target makes it. */
export interface OutputFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The objects in it, in order. */
  readonly objects: readonly (Pick<AssembledObject, 'path' | 'manifest'> & Partial<AssembledObject>)[];
}

/** Files that are indexed together: those of one application in one environment, or those that several share. */
export interface OutputUnit {
  readonly environment: string;
  /** Absent for what belongs to the environment as a whole. */
  readonly application?: string;
  readonly files: readonly OutputFile[];
  /** What the index says beside the files. */
  readonly about: object;
}

/** A file as it stands in the index. */
export interface IndexedFile {
  readonly sha256: string;
  readonly objects: readonly object[];
}

/** `dist/.towpath/<env>/<app>.json`: what one unit consists of, for towpath's later commands and for scripts. */
export interface UnitIndex {
  readonly version: 1;
  readonly environment: string;
  readonly files: Readonly<Record<string, IndexedFile>>;
  readonly [about: string]: unknown;
}

/** Whether a path that was read somewhere may be one of an output file. A path out of the folder never is. */
export function isOutputPath(path: string): boolean {
  const isName = (step: string) =>
    !['', '.', '..'].includes(step) && !step.includes('\0') && Buffer.byteLength(step) <= longestFileName;
  return /^[a-z0-9][a-z0-9-]*\/[^\\]+$/.test(path) && path.split('/').every(isName);
}

/** The environment that an output file belongs to. */
export function environmentOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}
