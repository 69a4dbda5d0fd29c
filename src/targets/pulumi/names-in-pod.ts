import { isMap, ownValue } from '../../data/merge';

/** The fields of a pod that name an object, with the kind of the object. */
const fields: Readonly<Record<string, readonly [kind: string, name: string]>> = {
  configMap: ['ConfigMap', 'name'],
  configMapRef: ['ConfigMap', 'name'],
  configMapKeyRef: ['ConfigMap', 'name'],
  secret: ['Secret', 'secretName'],
  secretRef: ['Secret', 'name'],
  secretKeyRef: ['Secret', 'name'],
};

/** The objects without which a pod cannot start, each as `ConfigMap settings`. */
export function namesIn(pod: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  collect(pod, found);
  return found;
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  if (!isMap(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const [kind, name] = ownValue(fields, key) ?? [];
    // A source of a projected volume uses `name` for a Secret too.
    if (kind && isMap(inner)) found.add(`${kind} ${inner[name ?? ''] ?? inner.name}`);
    if (key === 'serviceAccountName') found.add(`ServiceAccount ${inner}`);
    collect(inner, found);
  }
}
