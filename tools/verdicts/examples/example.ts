import { builtinResource } from '../../../src/targets/kubernetes/api-resource';

type Fields = Readonly<Record<string, unknown>>;

/** An object of a kind that an API server accepts. */
export type Example = Fields & { readonly apiVersion: string; readonly kind: string };

/** The `apiVersion` and the kind of an object. */
export function typeOf({ apiVersion, kind }: Example): string {
  return `${apiVersion} ${kind}`;
}

/** The object of a kind with the given fields beside its metadata. */
export function example(apiVersion: string, kind: string, fields: Fields, metadata: Fields = {}): Example {
  const inNamespace = builtinResource(apiVersion, kind)?.namespaced && { namespace: 'default' };
  return { apiVersion, kind, metadata: { name: 'a', ...inNamespace, ...metadata }, ...fields };
}

/** An object of a kind whose other fields are all in its `spec`. */
export function specified(apiVersion: string, kind: string, spec: Fields, metadata?: Fields): Example {
  return example(apiVersion, kind, { spec }, metadata);
}

/** A selector with a condition of each form. */
export const selector = {
  matchLabels: { app: 'a' },
  matchExpressions: [
    { key: 'team', operator: 'In', values: ['a', 'b'] },
    { key: 'team', operator: 'Exists' },
  ],
};
