import { groupOf } from '../kubernetes/api-version';
import type { LiveObject, ObjectRef } from './cluster';

type Named = Pick<LiveObject, 'apiVersion' | 'kind'> & {
  readonly metadata: { readonly name: string; readonly namespace?: string };
};

export function refOf({ apiVersion, kind, metadata }: Named): ObjectRef {
  return { apiVersion, kind, namespace: metadata.namespace, name: metadata.name };
}

/** Identifies an object, without its version, which may change. */
export function keyOf({ apiVersion, kind, namespace, name }: ObjectRef): string {
  return JSON.stringify([groupOf(apiVersion), kind, namespace ?? '', name]);
}
