import type { KubernetesObject } from '../../assembly/application-assembly';
import { isMap } from '../../data/merge';

/**
 * A Secret with its `stringData` as `data`. A server converts `stringData` only after it has recorded who owns which
 * field. Nobody would own the content: conflicts would stay hidden, and old keys would never be deleted.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/108008
 */
export function secretWithData(manifest: KubernetesObject): KubernetesObject {
  const { stringData, ...rest } = manifest;
  if (manifest.kind !== 'Secret' || manifest.apiVersion !== 'v1' || !isMap(stringData)) return manifest;
  const entries = Object.entries(stringData);
  if (!entries.every(([, text]) => typeof text === 'string')) return manifest; // the server reports what is wrong
  const encoded = entries.map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')]);
  return { ...rest, data: { ...(manifest.data as object | undefined), ...Object.fromEntries(encoded) } };
}
