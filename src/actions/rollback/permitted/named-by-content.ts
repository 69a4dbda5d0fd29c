import type { KubernetesObject } from '../../../assembly/application-assembly';
import { contentHash } from '../../../targets/kubernetes/content-hash';

/** As `nameByContent` makes it: `shop-migrate-0123456789`. */
const named = /^(.+)-([0-9a-f]{10})$/;

/** Whether an object is a job whose name follows from its content: one that runs before others, and once. */
export function isNamedByContent({ kind, metadata, spec }: KubernetesObject): boolean {
  const hash = named.exec(metadata.name)?.[2];
  return kind === 'Job' && hash !== undefined && spec !== undefined && hash === contentHash(spec, 10);
}

/** A job's name without its content: what all contents of one job have in common. */
export function jobBaseName({ metadata: { name } }: KubernetesObject): string {
  return named.exec(name)?.[1] ?? name;
}
