import type { Pod } from '../../../../src/targets/kubernetes/pod-security';

export const confined = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
export const ofPod = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** A pod with a container `a` that meets "restricted", except for the given fields. */
export function restrictedPod(context: object = {}, spec: object = {}, container: object = {}): Pod {
  const containers = [{ name: 'a', securityContext: { ...confined, ...context }, ...container }];
  return { spec: { containers, securityContext: ofPod, ...spec } };
}

export function withAppArmor(profiles: Readonly<Record<string, string>>): Pod {
  const prefix = 'container.apparmor.security.beta.kubernetes.io/';
  const annotations = Object.entries(profiles).map(([container, profile]) => [prefix + container, profile]);
  return { ...restrictedPod(), metadata: { annotations: { other: 'unconfined', ...Object.fromEntries(annotations) } } };
}
