import type { Fields } from '../equivalence/fields';
import { placeholderRepository } from './images';
import { containersOf } from './pods';
import { mainNamespace, placeOf } from './source-object';
import { filled } from './values';

/**
 * What the file of each environment says beside its applications: its namespace, where its versions come from, and its
 * cluster.
 *
 * @param contexts the contexts of the environments whose clusters are known
 */
export function environmentHeads(
  sources: ReadonlyMap<string, readonly Fields[]>,
  contexts: ReadonlyMap<string, string>,
): ReadonlyMap<string, Fields> {
  const names = [...sources.keys()];
  const needsClusters = shareNames(sources);
  return new Map(
    names.map((name, index) => {
      const previous = names[index - 1];
      const context = contexts.get(name) ?? (needsClusters ? name : undefined);
      const head = filled({
        namespace: mainNamespace(sources.get(name) ?? []),
        promotesFrom: previous === undefined ? undefined : [previous],
        cluster: context === undefined ? undefined : { context },
        registry: filled({ mirrors: placeholders(sources.get(name) ?? []) }),
      });
      return [name, head];
    }),
  );
}

/** The names of images that are no names, by the repositories that stand for them in the code. */
function placeholders(objects: readonly Fields[]): Fields {
  const images = objects.flatMap(containersOf).map(({ image }) => [placeholderRepository(image), image] as const);
  return Object.fromEntries(images.filter(([repository, image]) => repository !== undefined && image !== ''));
}

/** Whether two environments have an object with the same name in the same namespace, so that they need two clusters. */
function shareNames(sources: ReadonlyMap<string, readonly Fields[]>): boolean {
  const named = [...sources].flatMap(([, objects]) => [...new Set(objects.map(placeOf))]);
  return new Set(named).size < named.length;
}
