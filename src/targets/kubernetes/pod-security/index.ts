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
  const violations: string[] = [];
  const add = (place: string, violation: ControlViolation) => {
    if (violation) violations.push(`${place} ${violation}`);
  };
  for (const control of profiles[profile]) add('the pod', control.pod?.(pod));
  for (const container of containers) {
    const place = `the container \`${container.name}\``;
    for (const control of profiles[profile]) add(place, control.container?.(container, spec));
  }
  return violations;
}
