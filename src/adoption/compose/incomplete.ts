import type { Part, Unset } from './interpolate';

/** A text of a Compose file in which variables have no value. */
export class Incomplete {
  constructor(readonly parts: readonly Part[]) {}

  get unset(): readonly Unset[] {
    return this.parts.filter((part): part is Unset => typeof part !== 'string');
  }

  /** The variable that is the whole text; undefined if there is more text. */
  get whole(): Unset | undefined {
    const [only] = this.parts;
    return this.parts.length === 1 && typeof only === 'object' ? only : undefined;
  }

  /** The text as Compose would use it, in which these variables are empty. */
  toString(): string {
    return this.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  }
}
