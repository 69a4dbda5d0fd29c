import type { Fields } from '../equivalence/fields';
import { namedBy } from './findings/names';
import { identityOf, nameIn, namespaceIn, type SourceObject } from './source-object';

/** The names of the Secrets that take the credentials of objects, and their keys. No two values share a key. */
export class SecretNames {
  private readonly secrets = new Map<string, string>();
  private readonly taken: Set<string>;
  private readonly keys = new Set<string>();

  /** @param sources objects whose own Secrets, and those that they refer to, keep their names */
  constructor(sources: readonly SourceObject[]) {
    const known = sources.flatMap(({ object }) =>
      [identityOf(object), ...namedBy(object)].flatMap((identity) =>
        identity.startsWith('/Secret/') ? namedIn(object, identity.slice('/Secret/'.length)) : [],
      ),
    );
    this.taken = new Set(known);
  }

  /** @param container whose name tells keys of one pod apart */
  keyFor(object: Fields, wanted: string, container?: string): { readonly name: string; readonly key: string } {
    const name = this.secretFor(object);
    const place = (key: string) => `${namedIn(object, name)}/${key}`;
    const isFree = (key: string) => !this.keys.has(place(key));
    const other = container === undefined ? wanted : `${container}.${wanted}`;
    const key = isFree(wanted) ? wanted : unusedName(other, isFree);
    this.keys.add(place(key));
    return { name, key };
  }

  private secretFor(object: Fields): string {
    const owner = `${String(object.kind)} ${namedIn(object, nameIn(object))}`;
    const known = this.secrets.get(owner);
    if (known !== undefined) return known;
    const kind = String(object.kind).toLowerCase();
    const isFree = (name: string) => !this.taken.has(namedIn(object, name));
    const plain = `${nameIn(object)}-credentials`;
    const name = isFree(plain) ? plain : unusedName(`${nameIn(object)}-${kind}-credentials`, isFree);
    this.taken.add(namedIn(object, name));
    this.secrets.set(owner, name);
    return name;
  }
}

/** The name, or the name with a number if it is taken. */
export function unused(name: string, taken: readonly string[]): string {
  return unusedName(name, (one) => !taken.includes(one));
}

function unusedName(name: string, isFree: (name: string) => boolean): string {
  if (isFree(name)) return name;
  let number = 2;
  while (!isFree(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}

function namedIn(object: Fields, name: string): string {
  return `${namespaceIn(object) ?? ''}/${name}`;
}
