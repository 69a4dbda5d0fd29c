import { TowpathError } from '../diagnostics';

const LATER = Symbol.for('towpath.Later');

/** A Pulumi `Output`, whose value is known only during a deploy. The type does not need Pulumi's package. */
export interface Deferred<T> {
  apply(run: (value: T) => unknown): unknown;
  get(): T;
}

/** Reports whether a value is a Pulumi output. It reads only Pulumi's mark; other properties return new outputs. */
export function isDeferred(value: unknown): value is Deferred<unknown> {
  return typeof value === 'object' && value !== null && (value as { __pulumiOutput?: unknown }).__pulumiOutput === true;
}

/**
 * A value that is known only during a deploy. In specs and objects a placeholder made from its path stands for it.
 * The Pulumi target replaces the placeholder by the value; the other targets report an error.
 */
export class Later {
  static is(value: unknown): value is Later {
    return typeof value === 'object' && value !== null && LATER in value;
  }

  constructor(
    readonly source: Deferred<unknown>,
    /** The path of the property that holds the value, such as `pssp.api.env.DATABASE_URL`. Absent if not known yet. */
    readonly path?: string,
  ) {
    Object.defineProperty(this, LATER, { value: true });
    Object.freeze(this);
  }

  /** Returns the same value with a path. */
  at(path: string): Later {
    return new Later(this.source, path);
  }

  /** Returns the placeholder. It is the same in each run, so that jobs named by their content keep their names. */
  resolve(): string {
    if (this.path === undefined) throw new TowpathError([knownLater('a value that is known later')]);
    return `⟦later:${this.path}⟧`;
  }

  [Symbol.toPrimitive](): never {
    throw new TowpathError([knownLater(this.path ?? 'a value that is known later')]);
  }

  toJSON(): never {
    throw new TowpathError([knownLater(this.path ?? 'a value that is known later')]);
  }
}

/** Creates the issue for a value that must be known during synthesis and is not. */
export function knownLater(path: string) {
  return {
    code: 'value-known-later',
    severity: 'error',
    message: `${path} is known only while Pulumi deploys, so its value cannot be written`,
    hint: 'set a plain value in the environment, or deploy with `towpath/pulumi`',
  } as const;
}
