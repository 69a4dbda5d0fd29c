import type { Cluster } from '../../src/cluster/cluster';

import connecting = require('../../src/cluster/connect');

const ways = new Map<string, () => Cluster>();

/** Has the verbs open a cluster where a kubeconfig at this path would lead to it. */
export function handIn(kubeconfig: string, open: () => Cluster): void {
  ways.set(kubeconfig, open);
  jest.spyOn(connecting, 'connect').mockImplementation((_, { kubeconfig: path = '' } = {}) => {
    const way = ways.get(path);
    if (!way) throw new Error(`no cluster was handed in for ${path}`);
    return way();
  });
}
