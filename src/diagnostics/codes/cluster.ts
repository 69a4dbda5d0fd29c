import type { CodeEntry } from './code-entry';

/** The way to a cluster, and what it says. */
export const clusterCodes = {
  'kubeconfig-unreadable': {
    summary: 'There is no kubeconfig, or it cannot be read.',
    advice:
      'Towpath reads what kubectl reads: `--kubeconfig`, KUBECONFIG, `~/.kube/config`, or the account of its pod.',
  },
  'context-unknown': {
    summary: 'The kubeconfig has no such context, or several that would do.',
    advice: 'Name one that `kubectl config get-contexts` shows.',
  },
  'cluster-other': {
    summary: 'The kubeconfig leads to another cluster than the one that the environment names.',
    advice: 'Mend `cluster` in the environment, or choose the kubeconfig that leads there. Towpath does not ask.',
  },
  'credentials-failed': {
    summary: 'The kubeconfig has no credentials that can be used.',
    advice: 'Log in again; what a credential plugin needs, it says itself.',
  },
  'cluster-unreachable': {
    summary: 'The API server cannot be asked.',
    advice:
      'Try `kubectl version` with the same context. Nothing has been decided by the cluster; run the command again.',
    isOfSystem: true,
  },
  'kind-unknown': {
    summary: 'The cluster does not know a kind of object.',
    advice: 'Install its definition first, or declare the CustomResourceDefinition in the same application.',
    isOfSystem: true,
  },
} as const satisfies Record<string, CodeEntry>;
