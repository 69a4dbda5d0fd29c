import type { Fields } from '../equivalence/fields';
import type { FlowKind } from '../model/flow-kinds';
import type { OwnImage } from './images';
import type { CommonNaming } from './naming';

/** What is to be changed in an object after the model built it, in one environment. */
export interface Operation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: unknown;
}

/** An application in all its environments, before it is printed. */
export interface ApplicationDraft {
  readonly id: string;
  readonly environments: readonly string[];
  readonly naming: CommonNaming;
  /** The properties that all flows have. */
  readonly shared: Fields;
  readonly images: readonly OwnImage[];
  readonly parts: readonly PartCode[];
  readonly flows: readonly FlowCode[];
  readonly foreign: readonly ForeignCode[];
  /** Contents of the environment files by the name of the environment. */
  readonly files: ReadonlyMap<string, Fields>;
}

export interface PartCode {
  readonly kind: 'config' | 'volume' | 'secret';
  readonly id: string;
  readonly props: Fields;
  readonly environments: readonly string[];
}

export interface FlowCode {
  readonly id: string;
  readonly kind: FlowKind;
  readonly props: Fields;
}

/** An object that stands in the code as it was found. */
export interface ForeignCode {
  readonly id: string;
  readonly manifest: Fields;
  readonly environments: readonly string[];
}

/** What a proposal is made for. */
export interface ProposeOptions {
  /** What the file of each environment says beside its applications. */
  readonly heads: ReadonlyMap<string, Fields>;
  readonly application: string;
  /** Whether the application builds the image of a repository. */
  readonly isOwnImage: (repository: string) => boolean;
  /** Flows and parts that the model cannot express. Their objects stand in the code as they were found. */
  readonly givenUp: ReadonlySet<string>;
  /** Properties that the model refuses, by flow, each as a path. They are patched into the objects later. */
  readonly omitted: ReadonlyMap<string, readonly string[]>;
}
