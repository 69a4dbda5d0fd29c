/** The place of a value in the file, with the places of inner values by key or index. */
export interface ValueLocation {
  readonly path: readonly string[];
  /** The offset at which the key or list item starts. */
  readonly offset: number;
  readonly inner: Map<string, ValueLocation>;
}

/** Creates the place of an inner value. If a key occurs twice, its first place is kept in `inner`. */
export function addLocation(outer: ValueLocation, step: string, offset: number): ValueLocation {
  const place = { path: [...outer.path, step], offset, inner: new Map() };
  if (!outer.inner.has(step)) outer.inner.set(step, place);
  return place;
}

export function locationAt(
  root: ValueLocation | undefined,
  path: readonly (string | number)[],
): ValueLocation | undefined {
  return path.reduce<ValueLocation | undefined>((place, step) => place?.inner.get(String(step)), root);
}
