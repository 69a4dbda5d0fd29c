import type { FlowKind } from '../../src/model/flow-kinds';

/** A kind of value that a user writes and that the API server judges. */
export interface Subject {
  readonly name: string;
  /** The kind of flow that has the value. @default 'service' */
  readonly kind?: FlowKind;
  /** The properties of a flow with the value, beside its image and port. */
  readonly flow: (value: never) => Readonly<Record<string, unknown>>;
  /** The object that holds the value in a cluster. */
  readonly object: (value: never) => object;
  /** Values that the tool asks about. Texts are also changed at random. */
  readonly seeds: readonly unknown[];
}
