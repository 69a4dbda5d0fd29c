const BUILT_IMAGE = Symbol.for('towpath.BuiltImage');

/** An image that the application builds. The environment sets its tag or digest. */
export class BuiltImage {
  static is(value: unknown): value is BuiltImage {
    return typeof value === 'object' && value !== null && BUILT_IMAGE in value;
  }

  constructor(
    /** The key that environments use: `images: { api: { tag: … } }`. */
    readonly name: string,
    /** The registry and path, without a tag: `example/pssp-api`. */
    readonly repository: string,
  ) {
    Object.defineProperty(this, BUILT_IMAGE, { value: true });
    Object.freeze(this);
  }
}

/** A tag, a digest, or both, that an environment sets for an image. A promotion edits only pins. */
export interface Pin {
  readonly tag?: string | null | undefined;
  readonly digest?: string | null | undefined;
}

/** An image that a flow runs in one environment. */
export interface ImageSpec {
  /** The name of the image in the application. Absent for an image that others build. */
  readonly built?: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}
