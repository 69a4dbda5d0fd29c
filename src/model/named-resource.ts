/**
 * An object in the cluster that a flow uses by its name: the result of `this.secret(…)`, `this.config(…)` or
 * `this.volume(…)`, or a Secret, ConfigMap, ServiceAccount or PersistentVolumeClaim of cdk8s-plus.
 */
export interface NamedResource {
  /** The name of the object. */
  readonly name: string;
  /** The Kubernetes kind of the object, such as `Secret`. */
  readonly kind: string;
}

/** Kinds of objects that a flow can use by name. */
export type ResourceKind = 'Secret' | 'ConfigMap' | 'ServiceAccount' | 'PersistentVolumeClaim';

/**
 * Reports whether a value is a resource of the given kind with API version `v1`: a construct of any version of
 * cdk8s-plus, created or imported by name (`Secret.fromSecretName(…)`), or an `ApiObject` of cdk8s.
 */
export function isResource<Kind extends ResourceKind>(
  value: unknown,
  kind: Kind,
): value is NamedResource & { readonly kind: Kind } {
  if (typeof value !== 'object' || value === null) return false;
  const { kind: found, name, apiVersion = 'v1' } = value as Partial<Record<string, unknown>>;
  return found === kind && apiVersion === 'v1' && typeof name === 'string' && name !== '';
}

/** Returns the name in the field of a spec. Code sets a resource there, and the spec of a flow holds its name. */
export function nameOf(resource: string | NamedResource): string {
  return typeof resource === 'string' ? resource : resource.name;
}
