/** A kind in the version in which towpath reads and writes it. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The kinds that create pods from a template of their own, and that people declare. */
export const podTemplateKinds: readonly Kind[] = [
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  { apiVersion: 'batch/v1', kind: 'Job' },
];

/** The kinds that people declare to run pods. A CronJob creates Jobs, and these create the pods. */
export const workloadKinds: readonly Kind[] = [...podTemplateKinds, { apiVersion: 'batch/v1', kind: 'CronJob' }];

/** The kinds that workloads create, and that people seldom declare. */
export const createdKinds: readonly Kind[] = [
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  { apiVersion: 'v1', kind: 'Pod' },
];

/** Whether objects of the kind run pods, of their own or by way of what they create. */
export function runsPods(kind: string): boolean {
  return [...workloadKinds, ...createdKinds].some((one) => one.kind === kind);
}

/** Whether objects of the kind adopt all pods of their namespace that their selector matches. Jobs have a selector of their own. */
export function adoptsPods(kind: string): boolean {
  return podTemplateKinds.some((one) => one.apiVersion === 'apps/v1' && one.kind === kind);
}

/** Whether a request for its Scale changes the number of pods of such a built-in object. A DaemonSet has no Scale. */
export function hasScale(kind: string): boolean {
  return ['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet'].includes(kind);
}

/** The kinds that pods run as or read. Each comes after those that it refers to. */
export const podNeeds: readonly string[] = [
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'Secret',
  'ConfigMap',
];

/**
 * The kinds that come before workloads, in groups. A group comes after the groups before it, and so does a kind after
 * the kinds before it in its group.
 */
export const earlyKinds: readonly (readonly string[])[] = [
  ['Namespace'],
  ['CustomResourceDefinition'],
  [...podNeeds, 'NetworkPolicy'],
  ['StorageClass', 'PersistentVolume', 'PersistentVolumeClaim'],
];
