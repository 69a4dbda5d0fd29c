/**
 * The largest size of all values of a ConfigMap or a Secret together, in bytes. The keys do not count.
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#motivation
 */
export const largestContent = 1024 * 1024;

/** Whether the name of a file can be a key of a ConfigMap. */
export function isContentKey(name: string): boolean {
  return /^(?!\.\.)[-._a-zA-Z0-9]{1,253}$/.test(name);
}
