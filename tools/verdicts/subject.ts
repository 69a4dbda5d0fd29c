import type { FlowKind } from '../../src/model/flow-kinds';

type Values = Readonly<Record<string, unknown>>;

/** A place where a user can write a value, and the object that holds the value in a cluster. */
export interface Place {
  /** The kind of flow that has the value. @default 'service' */
  readonly kind?: FlowKind;
  /** The properties of a flow with the value, beside its image and port. They are checked as values of a flow. */
  readonly flow?: (value: never) => Values;
  /** The properties of a flow and of an environment with the value. The whole application is built from them. */
  readonly whole?: (value: never) => { readonly flow?: Values; readonly environment?: Values };
  readonly object: (value: never) => object;
  /** Whether the API server accepts more values here than in the first place of the subject. */
  readonly isLooser?: boolean;
}

/** A kind of value that a user writes and that the API server judges. */
export interface Subject extends Place {
  readonly name: string;
  /** Further places for such values. The server refuses no value there that it accepts in the first one. */
  readonly also?: readonly Place[];
  /** Values that the tool asks about. Texts are also changed at random. */
  readonly seeds: readonly unknown[];
  /** How many changed texts the tool asks about. @default 250 */
  readonly changes?: number;
}

export const placesOf = (subject: Subject): readonly Place[] => [subject, ...(subject.also ?? [])];
