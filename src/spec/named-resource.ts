/**
 * An object of the cluster that a flow uses by its name: what `this.secret(…)`, `this.config(…)` and
 * `this.volume(…)` give, and also a Secret, ConfigMap, ServiceAccount or PersistentVolumeClaim of cdk8s-plus.
 */
export interface NamedResource {
  /** The name of the object. */
  readonly name: string;
  /** Its Kubernetes kind, such as `Secret`. */
  readonly kind: string;
}

/** Kinds of object that a flow takes from somebody else. */
export type ResourceKind = 'Secret' | 'ConfigMap' | 'ServiceAccount' | 'PersistentVolumeClaim';

/**
 * Whether a value is a resource of that kind: a construct of any version of cdk8s-plus, created or
 * imported by name (`Secret.fromSecretName(…)`), or an `ApiObject` of cdk8s. One of another group that
 * has the same kind is none.
 */
export function isResource<Kind extends ResourceKind>(
  value: unknown,
  kind: Kind,
): value is NamedResource & { readonly kind: Kind } {
  if (typeof value !== 'object' || value === null) return false;
  const { kind: found, name, apiVersion = 'v1' } = value as Partial<Record<string, unknown>>;
  return found === kind && apiVersion === 'v1' && typeof name === 'string' && name !== '';
}
