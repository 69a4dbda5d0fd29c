import { isMap, valueAt } from '../data/merge';
import type { LiveObject, ObjectList } from './cluster';
import { contentOf } from './contents';
import { groupKindOf } from './discovery';
import { anyAnswer, type Read } from './http/read';
import { fields, flag, listOf, mapOf, number, type Shape, text } from './shape';

/** A part of a list. */
export interface Page extends ObjectList {
  /** Where the next part begins; absent in the last one. */
  readonly next?: string;
}

type Map_ = Readonly<Record<string, unknown>>;

const fieldSet: Shape = (value) => isMap(value) && Object.values(value).every(fieldSet);

const owner = { kind: text, name: text, uid: text, controller: flag };
const manager = {
  ...{ manager: text, operation: text, apiVersion: text, time: text, subresource: text },
  fieldsV1: fieldSet,
};

/** What is said of every object beside its content. */
const described = fields({
  ...{ name: text, namespace: text, uid: text, resourceVersion: text, generation: number },
  ...{ creationTimestamp: text, deletionTimestamp: text, labels: mapOf(text), annotations: mapOf(text) },
  ownerReferences: listOf(fields(owner, ['kind', 'name', 'uid'])),
  managedFields: listOf(fields(manager, ['fieldsV1'])),
});

/**
 * An object as a server keeps it.
 * @throws SyntaxError where it is none that an API server would give
 */
export function objectIn(answer: unknown): LiveObject {
  const object = createdIn(answer);
  return named(object, groupKindOf(object));
}

/** What a server makes of what was to be created: a review has no name. */
export function createdIn(answer: unknown): LiveObject {
  const object = anyAnswer(answer);
  if (!text(object.apiVersion)) throw new SyntaxError('an object of no version');
  return withMetadata(object);
}

/** Some of the objects of a list, which leave out their kind. */
export function pageOf(groupKind: string): Read<Page> {
  return (answer) => {
    const { metadata, items } = anyAnswer(answer);
    // Go writes a list of nothing as `null`.
    const found: unknown = items ?? [];
    if (!Array.isArray(found)) throw new SyntaxError('no list');
    const [next, resourceVersion] = ['continue', 'resourceVersion'].map((field) => valueAt(metadata, [field]));
    return {
      items: found.map((item) => named(withMetadata(item), groupKind)),
      resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '',
      ...(typeof next === 'string' && next !== '' && { next }),
    };
  };
}

function named(object: LiveObject, groupKind: string): LiveObject {
  if (!text(object.metadata.name) || !contentOf(groupKind)(object)) throw new SyntaxError('no object');
  return object;
}

/** Fields of the metadata that are `null` say nothing, and are left out. */
function withMetadata(object: unknown): LiveObject {
  if (!isMap(object) || !isMap(object.metadata ?? {})) throw new SyntaxError('no object');
  const said = Object.entries((object.metadata ?? {}) as Map_).filter(([, value]) => value !== null);
  const metadata = Object.fromEntries(said);
  if (!described(metadata)) throw new SyntaxError('no metadata');
  return { ...object, metadata } as unknown as LiveObject;
}
