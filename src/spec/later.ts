import { TowpathError } from '../diagnostics';

const LATER = Symbol.for('towpath.Later');

/** What only Pulumi knows, and only while it deploys: any `Output`, seen without its package. */
export interface Deferred<T> {
  apply(run: (value: T) => unknown): unknown;
  get(): T;
}

/** Every version of Pulumi marks its outputs so; a look at anything else of them would give another output. */
export function isDeferred(value: unknown): value is Deferred<unknown> {
  return typeof value === 'object' && value !== null && (value as { __pulumiOutput?: unknown }).__pulumiOutput === true;
}

/**
 * A value that is known only later. It goes through specs and objects as a word for the place where it was
 * said, and the target that knows it puts it there; any other target refuses it.
 */
export class Later {
  static is(value: unknown): value is Later {
    return typeof value === 'object' && value !== null && LATER in value;
  }

  constructor(
    readonly source: Deferred<unknown>,
    /** The user's own path to it, such as `pssp.api.env.DATABASE_URL`; absent until it stands somewhere. */
    readonly path?: string,
  ) {
    Object.defineProperty(this, LATER, { value: true });
    Object.freeze(this);
  }

  /** The same value where it stands. */
  at(path: string): Later {
    return new Later(this.source, path);
  }

  /** The word for it: the same in each run, so that what is named by its content keeps its name. */
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

/** That a value stands where only one that is known now may stand. */
export function knownLater(path: string) {
  return {
    code: 'value-known-later',
    severity: 'error',
    message: `${path} is known only to Pulumi while it deploys, so nothing can be written of it`,
    hint: 'say another value for it in the environment, or deploy by `towpath/pulumi`',
  } as const;
}
