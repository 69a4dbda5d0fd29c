import type { WorkloadSpec } from './flow-spec';

/** Sorts containers as `containerOrder` lists their names. Those that it does not list follow, in the given order. */
export function inContainerOrder<C extends { readonly name?: unknown }>(
  { containerOrder }: Pick<WorkloadSpec, 'containerOrder'>,
  containers: C[],
): C[] {
  if (!containerOrder) return containers;
  const listed = containerOrder.flatMap((name) => containers.filter((container) => container.name === name));
  return [...listed, ...containers.filter((container) => !listed.includes(container))];
}
