import { groupBy } from '../data/group-by';
import { compare } from '../equivalence';
import type { Fields } from '../equivalence/fields';
import type { ApplicationDraft, Operation } from './draft';
import { operationsBetween } from './operations';
import { identityOf, namespaceIn } from './source-object';

/** An object that a proposed application made. */
export interface Made {
  /** The path of its construct: `shop/web/deployment`. */
  readonly path: string;
  readonly flow?: string;
  readonly manifest: Fields;
}

/** Changes of objects after the model built them, by the path of their construct and by environment. */
export type Patches = ReadonlyMap<string, ReadonlyMap<string, readonly Operation[]>>;

/** What a proposal needs so that it makes the objects that were read. */
export interface Corrections {
  readonly patches: Patches;
  /** Flows and parts whose objects have to stand as they are, because the model makes others. */
  readonly givenUp: readonly string[];
}

/** Compares what a proposal made with what was read, and says what to patch and what to give up. */
export function corrections(
  draft: ApplicationDraft,
  made: ReadonlyMap<string, readonly Made[]>,
  wanted: ReadonlyMap<string, readonly Fields[]>,
  isStrict: boolean,
): Corrections {
  const patches = new Map<string, Map<string, readonly Operation[]>>();
  const givenUp = new Set<string>();
  const flows = new Set(draft.flows.map(({ id }) => id));
  const foreign = new Set(draft.foreign.map(({ id }) => id));
  for (const [environment, objects] of made) {
    const originals = groupBy(wanted.get(environment) ?? [], identityOf);
    for (const { path, flow, manifest } of objects) {
      const original = match(manifest, originals.get(identityOf(manifest)) ?? []);
      const [, id = ''] = path.split('/');
      if (!original && flow !== undefined && flows.has(flow)) givenUp.add(flow);
      if (!original) continue;
      const isEqual = isStrict
        ? compare([manifest], [original], (object) => object).length === 0
        : compare([manifest], [original]).length === 0;
      if (isEqual) continue;
      if (flow === undefined && !foreign.has(id)) givenUp.add(identityOf(original));
      else
        patches.set(
          path,
          (patches.get(path) ?? new Map()).set(environment, operationsBetween(manifest, original, isStrict)),
        );
    }
  }
  return { patches, givenUp: [...givenUp] };
}

/** Of the objects that were read with the same kind and name, the one in the same namespace if there are several. */
function match(object: Fields, same: readonly Fields[]): Fields | undefined {
  return same.find((one) => namespaceIn(one) === namespaceIn(object)) ?? (same.length === 1 ? same[0] : undefined);
}
