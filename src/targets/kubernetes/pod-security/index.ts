import { baseline } from './baseline';
import type { Control, Controls, ControlViolation } from './control';
import type { Pod } from './pod';
import { restricted } from './restricted';

export type { Pod } from './pod';

const profiles = { baseline: rulesOf(baseline), restricted: rulesOf(restricted) };

/** The rules of controls, first for a pod and then for each container. */
function rulesOf(controls: Controls) {
  const all: readonly Control[] = Object.values(controls);
  return { ofPod: all.flatMap(({ pod }) => pod ?? []), ofContainer: all.flatMap(({ container }) => container ?? []) };
}

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
  const { ofPod, ofContainer } = profiles[profile];
  for (const rule of ofPod) add('the pod', rule(pod));
  for (const container of containers) {
    const place = `the container \`${container.name}\``;
    for (const rule of ofContainer) add(place, rule(container, spec));
  }
  return violations;
}
