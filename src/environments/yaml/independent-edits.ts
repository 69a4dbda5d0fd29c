import { isMap } from '../../data/merge';
import type { Data } from './data';
import type { YamlEdit } from './yaml-edit';

/**
 * Splits edits into those that can be planned for the same text, because none changes what another one plans with, and
 * those that must wait for their result. The order of edits of one place is kept.
 */
export function independentEdits(
  data: Data,
  edits: readonly YamlEdit[],
): { readonly now: readonly YamlEdit[]; readonly later: readonly YamlEdit[] } {
  const now: YamlEdit[] = [];
  const later: YamlEdit[] = [];
  const changed = new Set<string>();
  const above = new Set<string>();
  for (const edit of edits) {
    const place = changedPlace(data, edit);
    const outer = [...place.keys()].map((depth) => JSON.stringify(place.slice(0, depth)));
    const own = JSON.stringify(place);
    const isFree = !above.has(own) && ![own, ...outer].some((one) => changed.has(one));
    (isFree ? now : later).push(edit);
    changed.add(own);
    for (const one of outer) above.add(one);
  }
  return { now, later };
}

/** The outermost entry whose text an edit changes: a map that loses an entry, one that gets its first, or an entry that is set or added. */
function changedPlace(data: Data, { path, value }: YamlEdit): readonly string[] {
  if (value === null) return path.slice(0, -1);
  let inner: Data | undefined = data;
  for (const [depth, key] of path.entries()) {
    if (!isMap(inner) || Object.keys(inner).length === 0) return path.slice(0, depth);
    if (!Object.hasOwn(inner, key)) return path.slice(0, depth + 1);
    inner = (inner as { [key: string]: Data })[key];
  }
  return path;
}
