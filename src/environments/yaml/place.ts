/** The place of a value in the file, with the places of inner values by key or index. */
export interface Place {
  readonly path: readonly string[];
  /** The offset at which the key or list item starts. */
  readonly offset: number;
  readonly inner: Map<string, Place>;
}

/** Creates the place of an inner value. If a key occurs twice, its first place is kept in `inner`. */
export function enter(outer: Place, step: string, offset: number): Place {
  const place = { path: [...outer.path, step], offset, inner: new Map() };
  if (!outer.inner.has(step)) outer.inner.set(step, place);
  return place;
}

export function placeAt(root: Place | undefined, path: readonly (string | number)[]): Place | undefined {
  return path.reduce<Place | undefined>((place, step) => place?.inner.get(String(step)), root);
}
