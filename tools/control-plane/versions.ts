/** What is built where nobody brings binaries, and the Go that Kubernetes asks for. */
export const versions = {
  kubernetes: '1.36.4',
  /** A server of some clusters that users still have. */
  older: '1.34.4',
  etcd: '3.6.14',
  kwok: '0.8.0',
  go: '1.26',
} as const;
