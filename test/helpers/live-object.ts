import type { LiveMetadata, LiveObject } from '../../src/cluster/cluster';

type Fields = Readonly<Record<string, unknown>>;

/** An object as a server keeps it; its uid is its name. */
export function live(apiVersion: string, kind: string, metadata: Partial<LiveMetadata>, rest: Fields = {}): LiveObject {
  const name = metadata.name ?? 'api';
  const usual = { name, namespace: 'prod', uid: name, resourceVersion: '7', generation: 2 };
  return { apiVersion, kind, ...rest, metadata: { ...usual, ...metadata } };
}

/** One that a controller made of another one. */
export function madeOf(owner: LiveObject, made: LiveObject): LiveObject {
  const { name, uid } = owner.metadata;
  return {
    ...made,
    metadata: { ...made.metadata, ownerReferences: [{ kind: owner.kind, name, uid, controller: true }] },
  };
}
