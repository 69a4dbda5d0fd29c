import type { FlowKind } from '../../../model/flow-kinds';
import type { BackingKind } from '../../../source/setup/backing-kinds';
import type { Place } from '../../../source/setup/setup';
import type { SourceFlow } from '../../../source/source-flow';

/** Something that a proposal assumes, and the place in the repository that it is read from. */
export interface Guess {
  readonly text: string;
  /** Absent if nothing in the repository says so. */
  readonly from?: Place;
}

/** An image that the repository builds. */
export interface ProposedImage {
  readonly name: string;
  readonly repository: string;
  /** The folder that it is built from, empty for the root. */
  readonly folder: string;
  /** Its Dockerfile; absent for an image that is made up. */
  readonly file?: string;
  readonly user: number;
}

export interface ProposedFlow {
  readonly id: string;
  readonly kind: Exclude<FlowKind, 'store'>;
  readonly image: ProposedImage;
  /** The program and its arguments; absent if the image starts it by itself. */
  readonly command?: readonly string[] | undefined;
  readonly port?: number;
  readonly schedule?: string;
  readonly isSingle?: boolean;
  readonly from: Place;
  readonly source?: SourceFlow;
}

export interface ProposedStore {
  readonly id: string;
  readonly kind: BackingKind;
  readonly image: string;
  readonly from: Place;
}

/** A variable that the programs get. */
export interface ProposedVariable {
  readonly name: string;
  /** The code of its value. */
  readonly code: string;
  /** Where the name is set or read. Absent if it is only the usual name. */
  readonly from?: Place;
}

/** An application, before it is printed. */
export interface ProposedApplication {
  readonly id: string;
  readonly images: readonly ProposedImage[];
  readonly flows: readonly ProposedFlow[];
  readonly stores: readonly ProposedStore[];
  readonly variables: readonly ProposedVariable[];
  readonly guesses: readonly Guess[];
}
