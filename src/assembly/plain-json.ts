import { type ApiObject, resolve } from 'cdk8s';
import { isMap, mapValues, ownValue, setOwn, withoutNulls } from '../data/merge';
import { sortedKeys } from '../data/sorted-keys';

type Data = Readonly<Record<string, unknown>>;

/**
 * The object as data, without its patches. This is what `toJson` of cdk8s returns, and in addition what cdk8s drops:
 * every `null` of a map, which removes a chart's default if the map holds the values of a release, every `null` of a
 * list, where the position has a meaning, and everything empty below the metadata.
 *
 * @param props what the object was created with
 * @throws Error if a value is neither data nor something that cdk8s resolves
 */
export function plainJson(object: ApiObject, { metadata = {}, apiVersion, kind, ...fields }: Data): unknown {
  return { apiVersion, kind, metadata: metadataOf(object, metadata as Data), ...(dataOf(fields, object) as Data) };
}

/**
 * The metadata, with what was added to it after the object was created. cdk8s leaves out what is empty in it, because
 * there `null`, empty and absent mean the same.
 */
function metadataOf(object: ApiObject, written: Data): Data {
  return textsIn(object.metadata) ?? resolvedMetadata(object, written);
}

/**
 * The metadata if it consists of texts and of maps of texts, as that of most objects does, so that there is nothing to
 * resolve; undefined otherwise. cdk8s keeps it in private fields.
 */
function textsIn(metadata: ApiObject['metadata']): Data | undefined {
  const { _additionalAttributes: others, ...fields } = metadata as unknown as Data;
  const { name, namespace, labels, annotations, finalizers, ownerReferences } = fields;
  if (!isMap(others) || !isEmptyList(finalizers) || !isEmptyList(ownerReferences)) return undefined;
  return texts({ ...others, name, namespace, labels, annotations }, (inner) =>
    isMap(inner) ? texts(inner) : undefined,
  );
}

/** A sorted map of texts, without what is undefined or empty; undefined if a value is neither text nor allowed. */
function texts(map: Data, allowed: (value: unknown) => Data | undefined = () => undefined): Data | undefined {
  const found: Record<string, unknown> = {};
  for (const key of sortedKeys(map)) {
    const value = map[key];
    const inner = typeof value === 'string' ? value : allowed(value);
    if (inner === undefined) return undefined;
    if (typeof inner === 'string' || Object.keys(inner).length > 0) setOwn(found, key, inner);
  }
  return found;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function resolvedMetadata(object: ApiObject, written: Data): Data {
  const added: unknown = object.metadata.toJson();
  return mapValues(isMap(added) ? added : {}, (value, key) => restored(value, dataOf(ownValue(written, key), object)));
}

/** Adds what cdk8s dropped from a value, but not what was changed later. */
function restored(value: unknown, written: unknown): unknown {
  if (written === null) return value ?? null;
  if (Array.isArray(value) && Array.isArray(written))
    return value.map((item, at) => restored(item, written[at]) ?? null);
  if (value === undefined) return Array.isArray(written) || isMap(written) ? written : undefined;
  if (!isMap(value) || !isMap(written)) return value;
  return mapValues({ ...value, ...written }, (_, key) => restored(ownValue(value, key), ownValue(written, key)));
}

function dataOf(value: unknown, object: ApiObject): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => dataOf(item, object) ?? null);
  if (!isMap(value) || typeof ownValue(value, 'resolve') === 'function') return resolved(value, object);
  const data: Record<string, unknown> = {};
  // cdk8s sorts keys too, so that the order in which an object was written shows nowhere.
  for (const key of sortedKeys(value)) {
    const inner = dataOf(value[key], object);
    if (inner !== undefined) setOwn(data, key, inner);
  }
  return data;
}

/** The value of a token, such as `Lazy.any()`. A `null` in it means that there is no value. */
function resolved(token: object, object: ApiObject): unknown {
  const value: unknown = resolve([], token, object);
  if (value === token) throw new Error(`an instance of \`${token.constructor.name}\` is not data`);
  return withoutNulls(dataOf(value, object)) ?? undefined;
}
