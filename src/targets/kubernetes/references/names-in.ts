import { isMap, ownValue } from '../../../data/merge';

/** A field of an object that names another object. */
export interface NameInObject {
  readonly kind: string;
  readonly name: string;
  /** The namespace, if the reference has one. */
  readonly namespace?: string | undefined;
  /** The port of a Service that an Ingress leads to. */
  readonly port?: string | number | undefined;
}

/** Fields whose text is the name of an object of this kind. */
const texts: Readonly<Record<string, string>> = {
  serviceName: 'Service',
  serviceAccountName: 'ServiceAccount',
  claimName: 'PersistentVolumeClaim',
  secretName: 'Secret',
};

/** Fields whose `name` is the name of an object of this kind. */
const maps: Readonly<Record<string, string>> = {
  service: 'Service',
  configMap: 'ConfigMap',
  configMapRef: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
  secret: 'Secret',
  secretRef: 'Secret',
  secretKeyRef: 'Secret',
  imagePullSecrets: 'Secret',
};

/** The fields of an object that name other objects by kind and name, as objects of Kubernetes write them. */
export function namesIn({ metadata: _, kind: _kind, ...fields }: Readonly<Record<string, unknown>>): NameInObject[] {
  return namesBelow(fields);
}

function namesBelow(value: unknown, key = ''): NameInObject[] {
  if (Array.isArray(value)) return value.flatMap((item) => namesBelow(item, key));
  const textKind = ownValue(texts, key);
  if (typeof value === 'string' && textKind) return [{ kind: textKind, name: value }];
  if (!isMap(value)) return [];
  const { name, namespace, port } = value;
  const kind = typeof value.kind === 'string' ? value.kind : ownValue(maps, key);
  const own =
    kind !== undefined && typeof name === 'string'
      ? [{ kind, name, port: portOf(port), ...(typeof namespace === 'string' && { namespace }) }]
      : [];
  return [...own, ...Object.entries(value).flatMap(([inner, below]) => namesBelow(below, inner))];
}

function portOf(port: unknown): string | number | undefined {
  const value = isMap(port) ? (port.number ?? port.name) : port;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
