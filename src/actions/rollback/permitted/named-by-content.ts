import type { KubernetesObject } from '../../../assembly/application-assembly';
import { contentHash } from '../../../targets/kubernetes/content-hash';

/** The form of names that `nameByContent` makes: `shop-migrate-0123456789`. */
const named = /^(.+)-([0-9a-f]{10})$/;

/** Whether an object is a job whose name contains a hash of its content: one that runs once, before others. */
export function isNamedByContent({ kind, metadata, spec }: KubernetesObject): boolean {
  const hash = named.exec(metadata.name)?.[2];
  return kind === 'Job' && hash !== undefined && spec !== undefined && hash === contentHash(spec, 10);
}

/** The name of a job without the hash, which all versions of the job share. */
export function jobBaseName({ metadata: { name } }: KubernetesObject): string {
  return named.exec(name)?.[1] ?? name;
}
