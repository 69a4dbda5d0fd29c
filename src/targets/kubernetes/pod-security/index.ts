import { baseline } from './baseline';
import type { Control, ControlViolation } from './control';
import type { Pod } from './pod';
import { restricted } from './restricted';

export type { Pod, PodSpec } from './pod';

const profiles: Readonly<Record<'baseline' | 'restricted', readonly Control[]>> = {
  baseline: Object.values(baseline),
  restricted: Object.values(restricted),
};

/**
 * The violations of a Pod Security Standard, first those of the pod and then those of each container. Empty if the pod
 * meets the standard, or has no containers.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityViolations(profile: 'baseline' | 'restricted', pod: Pod): string[] {
  const spec = pod.spec ?? {};
  const containers = [spec.initContainers, spec.containers, spec.ephemeralContainers].flatMap((list) => list ?? []);
  if (containers.length === 0) return [];
  const controls = profiles[profile];
  return [
    ...at(
      'the pod',
      controls.map((control) => control.pod?.(pod)),
    ),
    ...containers.flatMap((container) =>
      at(
        `the container \`${container.name}\``,
        controls.map((control) => control.container?.(container, spec)),
      ),
    ),
  ];
}

function at(place: string, violations: readonly ControlViolation[]): string[] {
  return violations.flatMap((violation) => (violation ? `${place} ${violation}` : []));
}
