/** The minor versions of Kubernetes whose kinds are known, the oldest first. */
export const kubernetesVersions = ['1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'] as const;

export type KubernetesVersion = (typeof kubernetesVersions)[number];

export const newestKubernetes: KubernetesVersion = '1.37';
