/** A DNS subdomain, as part of a pattern. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const subdomain = String.raw`[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*`;

/** The name of an object whose kind asks for a DNS subdomain. */
export const objectNamePattern = new RegExp(`^(?=.{1,253}$)${subdomain}$`);

/**
 * The names of namespaces and of instances.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export const dnsLabelPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
