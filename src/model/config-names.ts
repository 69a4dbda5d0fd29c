/** Returns the names of the ConfigMaps that a spec uses, in variables and volumes of all containers. */
export function configNames(spec: unknown): Set<string> {
  if (typeof spec !== 'object' || spec === null) return new Set();
  const inner = Object.entries(spec).flatMap(([key, value]) =>
    key === 'config' && typeof value === 'string' ? [value] : [...configNames(value)],
  );
  return new Set(inner);
}
