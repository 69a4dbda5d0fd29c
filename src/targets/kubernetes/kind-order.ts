/** Kinds that pods need, such as service accounts and ConfigMaps, in the order in which they are applied. */
export const earlyKinds = [
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'Secret',
  'ConfigMap',
] as const;
