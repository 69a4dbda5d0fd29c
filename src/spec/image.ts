const BUILT_IMAGE = Symbol.for('towpath.BuiltImage');

/** An image that the application builds; its tag comes from the environment, and promotion pins it. */
export class BuiltImage {
  static is(value: unknown): value is BuiltImage {
    return typeof value === 'object' && value !== null && BUILT_IMAGE in value;
  }

  constructor(
    /** The name that environments use: `images: { api: { tag: … } }`. */
    readonly name: string,
    /** Registry and path, without tag: `example/pssp-api`. */
    readonly repository: string,
  ) {
    Object.defineProperty(this, BUILT_IMAGE, { value: true });
    Object.freeze(this);
  }
}

/** The only thing that a promotion edits: a tag, a digest, or both. */
export interface Pin {
  readonly tag?: string | null | undefined;
  readonly digest?: string | null | undefined;
}

/** An image as a flow runs it in one environment. */
export interface ImageSpec {
  /** Name under which the application builds it; absent for someone else's image. */
  readonly built?: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}
