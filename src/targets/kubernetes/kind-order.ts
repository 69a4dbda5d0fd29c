/** Kinds that pods run as or read. Each comes after those before it. */
export const earlyKinds = [
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'Secret',
  'ConfigMap',
] as const;
