import { isMap, valueAt } from '../data/merge';
import { groupKindOf } from '../kubernetes/api-version';
import type { LiveObject, ObjectList } from './cluster';
import { contentOf } from './contents';
import { anyAnswer, type Read } from './http/read';
import { fields, flag, listOf, mapOf, number, type Shape, text } from './shape';

/** One page of a list. */
export interface Page extends ObjectList {
  /** The position of the next page. Absent on the last one. */
  readonly next?: string;
}

type Map_ = Readonly<Record<string, unknown>>;

const fieldSet: Shape = (value) => isMap(value) && Object.values(value).every(fieldSet);

const owner = { kind: text, name: text, uid: text, controller: flag };
const manager = {
  ...{ manager: text, operation: text, apiVersion: text, time: text, subresource: text },
  fieldsV1: fieldSet,
};

/** The metadata that every object has. */
const described = fields({
  ...{ name: text, namespace: text, uid: text, resourceVersion: text, generation: number },
  ...{ creationTimestamp: text, deletionTimestamp: text, labels: mapOf(text), annotations: mapOf(text) },
  ownerReferences: listOf(fields(owner, ['kind', 'name', 'uid'])),
  managedFields: listOf(fields(manager, ['fieldsV1'])),
});

/**
 * Checks that a value is an object as a server keeps it.
 * @throws SyntaxError if no API server would return it
 */
export function objectIn(answer: unknown): LiveObject {
  const object = createdIn(answer);
  return named(object, groupKindOf(object));
}

/** The server's answer to a create request. A review has no name. */
export function createdIn(answer: unknown): LiveObject {
  const object = anyAnswer(answer);
  if (!text(object.apiVersion)) throw new SyntaxError('an object without an API version');
  return withMetadata(object);
}

/** Some objects of a list, which leave out their kind. */
export function pageOf(groupKind: string): Read<Page> {
  return (answer) => {
    const { metadata, items } = anyAnswer(answer);
    // Go writes an empty list as `null`.
    const found: unknown = items ?? [];
    if (!Array.isArray(found)) throw new SyntaxError('the field `items` of the list is not an array');
    const [next, resourceVersion] = ['continue', 'resourceVersion'].map((field) => valueAt(metadata, [field]));
    return {
      items: found.map((item) => named(withMetadata(item), groupKind)),
      resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '',
      ...(typeof next === 'string' && next !== '' && { next }),
    };
  };
}

function named(object: LiveObject, groupKind: string): LiveObject {
  if (!text(object.metadata.name) || !contentOf(groupKind)(object))
    throw new SyntaxError('a value that is not an object of its kind');
  return object;
}

/** Fields of the metadata that are `null` are left out. */
function withMetadata(object: unknown): LiveObject {
  if (!isMap(object) || !isMap(object.metadata ?? {}))
    throw new SyntaxError('a value that is not an object of its kind');
  const entries = Object.entries((object.metadata ?? {}) as Map_).filter(([, value]) => value !== null);
  const metadata = Object.fromEntries(entries);
  if (!described(metadata)) throw new SyntaxError('an object with invalid metadata');
  return { ...object, metadata } as unknown as LiveObject;
}
