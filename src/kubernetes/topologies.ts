/** The labels of nodes that the names of topologies in the model stand for. */
export const topologies: Readonly<Record<string, string>> = {
  node: 'kubernetes.io/hostname',
  zone: 'topology.kubernetes.io/zone',
};
