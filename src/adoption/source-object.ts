import type { Location } from '../diagnostics';
import type { Fields } from '../equivalence/fields';
import { fieldsOf } from '../equivalence/fields';
import { kindOf } from '../equivalence/kinds';

/** An object of an environment as it was read, and where it stands. */
export interface SourceObject {
  readonly object: Fields;
  readonly location: Location;
}

/** The objects of each environment by its name, in the order in which versions are promoted. */
export type Sources = ReadonlyMap<string, readonly SourceObject[]>;

export function nameIn(object: Fields): string {
  return String(fieldsOf(object.metadata).name ?? '');
}

/** The namespace that an object names; undefined if it leaves the choice to whoever applies it. */
export function namespaceIn(object: Fields): string | undefined {
  const { namespace } = fieldsOf(object.metadata);
  return typeof namespace === 'string' && namespace !== '' ? namespace : undefined;
}

/** Identifies an object within its namespace: its group, kind and name. */
export function identityOf(object: Fields): string {
  return `${kindOf(object)}/${nameIn(object)}`;
}

/** The kind and name of an object for people: `Deployment/web`. */
export function shownObject(object: Fields): string {
  return `${String(object.kind)}/${nameIn(object)}`;
}
