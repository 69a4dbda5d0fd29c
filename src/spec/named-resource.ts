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

/** Which kind is meant by the properties that name a resource. */
const kindOf: Readonly<Record<string, string>> = {
  secret: 'Secret',
  config: 'ConfigMap',
  claim: 'PersistentVolumeClaim',
  existing: 'ServiceAccount',
  pullSecrets: 'Secret',
};

/** Whether a value is a resource that the property asks for. */
export function isResource(value: unknown, property: string): value is NamedResource {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('kind' in value)) return false;
  return typeof value.name === 'string' && value.kind === kindOf[property];
}
