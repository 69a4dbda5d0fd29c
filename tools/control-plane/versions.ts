/** The versions that are built where no control plane is installed, and the oldest Go that can build them. */
export const versions = {
  kubernetes: '1.36.4',
  /** The version of a second API server, as old as those of some clusters that users still have. */
  older: '1.34.4',
  etcd: '3.6.14',
  kwok: '0.8.0',
  go: '1.26',
} as const;
