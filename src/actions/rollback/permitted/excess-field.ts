import type { ValuePath } from '../../../diagnostics';

/** A field of an object that differs from the object it is compared with. */
export interface ExcessField {
  readonly path: ValuePath;
  /** Undefined if the field is missing. */
  readonly found: unknown;
  /** The value of the other object; undefined if it lacks the field. */
  readonly expected?: unknown;
}
