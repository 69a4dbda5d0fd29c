/** What pods run as, and what they read: each comes after those before it. */
export const earlyKinds = [
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'Secret',
  'ConfigMap',
] as const;
