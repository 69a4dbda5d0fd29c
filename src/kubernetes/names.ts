import type { Manifest } from './manifest';

/** Kinds whose names are DNS labels by RFC 1035, and so start with a letter. */
const startsWithLetter = new Set(['Service']);

/**
 * What is wrong with a flow's object name, in words. All are held to 63 characters,
 * the limit of a Service and of the labels that repeat the name.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function nameProblem({ kind, metadata: { name } }: Manifest): string | undefined {
  if (name.length > 63) return `the ${kind}'s name \`${name}\` has ${name.length} characters; Kubernetes allows 63`;
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) {
    return `the ${kind}'s name \`${name}\` may hold a-z, 0-9 and \`-\` only, not \`-\` at either end`;
  }
  if (startsWithLetter.has(kind) && !/^[a-z]/.test(name))
    return `the ${kind}'s name \`${name}\` must start with a letter`;
  return undefined;
}
