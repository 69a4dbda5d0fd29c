/** A value in the file, and the values in it by their keys or indexes. */
export interface Place {
  readonly path: readonly string[];
  /** Where its key or its list item starts. */
  readonly offset: number;
  readonly inner: Map<string, Place>;
}

/** Enters a place; of two with the same step, the first one stays. */
export function enter(outer: Place, step: string, offset: number): Place {
  const place = { path: [...outer.path, step], offset, inner: new Map() };
  if (!outer.inner.has(step)) outer.inner.set(step, place);
  return place;
}

export function placeAt(root: Place | undefined, path: readonly (string | number)[]): Place | undefined {
  return path.reduce<Place | undefined>((place, step) => place?.inner.get(String(step)), root);
}
