import { groupBy } from '../data/group-by';
import type { Location } from '../diagnostics';
import type { Fields } from '../equivalence/fields';
import { fieldsOf } from '../equivalence/fields';
import { kindOf } from '../equivalence/kinds';

/** An object of an environment as it was read, and where it stands. */
export interface SourceObject {
  readonly object: Fields;
  readonly location: Location;
  /** Where the object comes from, if a Compose file says it. It then runs in no cluster. */
  readonly compose?: ComposeOrigin;
}

/** The Compose files and the services that became the containers of an object. */
export interface ComposeOrigin {
  readonly files: readonly string[];
  /** The names of services by those of the containers. */
  readonly services: Readonly<Record<string, string>>;
}

/** The objects of each environment by its name, in the order in which versions are promoted. */
export type Sources = ReadonlyMap<string, readonly SourceObject[]>;

/** The objects of each environment, without the places where they stand. */
export function plainObjects(sources: Sources): ReadonlyMap<string, readonly Fields[]> {
  return new Map([...sources].map(([environment, objects]) => [environment, objects.map(({ object }) => object)]));
}

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

/** Identifies an object in a cluster: its identity, and its namespace if it names one. */
export function placeOf(object: Fields): string {
  return `${identityOf(object)} ${namespaceIn(object) ?? ''}`;
}

/** Identifies what has a key in a namespace, such as a name or a label, to look it up. */
export function placeIn(namespace: string | undefined, key: unknown): string {
  return JSON.stringify([namespace, key]);
}

/** The namespace that most of these objects name; undefined if none names one. */
export function mainNamespace(objects: readonly Fields[]): string | undefined {
  const named = objects.flatMap((object) => namespaceIn(object) ?? []);
  const groups = [...groupBy(named, (name) => name)];
  return groups.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

/** The kind and name of an object for people: `Deployment/web`. */
export function shownObject(object: Fields): string {
  return `${String(object.kind)}/${nameIn(object)}`;
}
