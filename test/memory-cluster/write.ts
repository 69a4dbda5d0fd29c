import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { LiveObject, ManagedFields } from '../../src/cluster/cluster';
import { conflict } from './conflict';
import { changesBetween, leavesOf } from './leaves';
import { managedFieldsOf, type Owner, ownersIn } from './managers';
import { merge, without } from './merge';
import { bothHalves } from './one-of';
import { typeOf } from './type';

/** What an object says, and who owns which field of it: what a server keeps of its own accord is not part of it. */
export interface Written {
  readonly body: Body;
  readonly managedFields: readonly ManagedFields[];
}

export type Body = Readonly<Record<string, unknown>>;

const identity = ['name', 'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields'];

/** An object without what names it, and without what the server keeps. */
function bodyOf({ apiVersion: _, kind: __, metadata, ...rest }: KubernetesObject): Body {
  const kept = Object.entries(metadata).filter(([key]) => !identity.includes(key));
  return kept.length > 0 ? { ...rest, metadata: Object.fromEntries(kept) } : rest;
}

/**
 * Server-side apply.
 *
 * @throws ApiFailure 409 with the fields that others own with other values, unless they are forced; 422 if both halves
 *   of a one-of would stand in the object
 * @see https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/merge/update.go
 */
export function applied(
  live: LiveObject | undefined,
  object: KubernetesObject,
  manager: string,
  force: boolean,
): Written {
  const [type, said] = [typeOf(object), bodyOf(object)];
  const { mine, others } = ownersOf(live?.metadata.managedFields, object, manager, 'Apply');
  const fields = new Set(leavesOf(said, type).keys());
  const theirs = new Set(others.flatMap((other) => [...other.fields]));
  const gone = new Set([...mine.fields].filter((field) => !fields.has(field) && !theirs.has(field)));
  const before = live ? bodyOf(live) : {};
  const body = (without(merge(before, said, type), type, gone, theirs) ?? {}) as Body;
  const { changed, removed } = changesBetween(leavesOf(before, type), leavesOf(body, type));
  const taken = others.map((owner) => ({ owner, fields: [...owner.fields].filter((field) => changed.has(field)) }));
  if (!force && taken.some((one) => one.fields.length > 0)) throw conflict(taken);
  return written(object, body, { ...mine, fields }, mine, released(others, changed, removed));
}

/** An update: what changes becomes the manager's, whoever owned it. */
export function updated(live: LiveObject | undefined, object: KubernetesObject, manager: string): Written {
  const [type, body] = [typeOf(object), bodyOf(object)];
  const said = object.metadata.managedFields as readonly ManagedFields[] | undefined;
  const known = said && said.length > 0 ? said : live?.metadata.managedFields;
  const { mine, others } = ownersOf(known, object, manager, 'Update');
  const { changed, removed } = changesBetween(leavesOf(live ? bodyOf(live) : {}, type), leavesOf(body, type));
  const fields = new Set([...[...mine.fields].filter((field) => !removed.has(field)), ...changed]);
  return written(object, body, { ...mine, fields }, mine, released(others, changed, removed));
}

function ownersOf(
  managedFields: readonly ManagedFields[] | undefined,
  { apiVersion }: KubernetesObject,
  manager: string,
  operation: Owner['operation'],
): { readonly mine: Owner; readonly others: readonly Owner[] } {
  const owners = ownersIn(managedFields);
  const mine = owners.find((owner) => owner.manager === manager && owner.operation === operation);
  return {
    mine: mine ?? { manager, operation, apiVersion, fields: new Set() },
    others: owners.filter((owner) => owner !== mine),
  };
}

function released(owners: readonly Owner[], ...taken: readonly ReadonlySet<string>[]): Owner[] {
  const isLeft = (field: string) => !taken.some((fields) => fields.has(field));
  return owners.map((owner) => ({ ...owner, fields: new Set([...owner.fields].filter(isLeft)) }));
}

function written(object: KubernetesObject, body: Body, mine: Owner, before: Owner, others: readonly Owner[]): Written {
  const refused = bothHalves(object, body);
  if (refused) throw refused;
  const isSame = isDeepStrictEqual(mine.fields, before.fields);
  const time = isSame && before.time ? before.time : new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return { body, managedFields: managedFieldsOf([...others, { ...mine, time }]) };
}
