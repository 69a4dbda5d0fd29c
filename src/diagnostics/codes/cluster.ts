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
  'cluster-not-named': {
    summary: 'The environment does not say which cluster it lives in.',
    advice:
      'Say `cluster: { context: … }`, or `server:`, in the environment. Nothing is written to a cluster that no file names. A stack of Pulumi may name one by `kubernetes:context`, `kubernetes:kubeconfig` or a provider.',
  },
  'cluster-other': {
    summary: 'The kubeconfig leads to another cluster than the one that the environment names.',
    advice: 'Fix `cluster` in the environment, or choose the kubeconfig that leads there. Towpath does not ask.',
  },
  'credentials-failed': {
    summary: 'The kubeconfig has no credentials that can be used.',
    advice:
      'Log in again; a credential plugin says itself what it needs. As with kubectl, credentials are sent to `https://` addresses only.',
  },
  'cluster-unreachable': {
    summary: 'The API server cannot be asked.',
    advice:
      'Try `kubectl version` with the same context. Nothing has been decided by the cluster; run the command again.',
    isOfSystem: true,
  },
  'cluster-forbidden': {
    summary: 'The account may not do what the command needs.',
    advice:
      '`towpath rbac -e ENV` writes the rights that a deploy needs, and no others, for an administrator to apply.',
    isOfSystem: true,
  },
  'plural-unknown': {
    summary: 'Rights cannot be written for a kind of object that nobody defines.',
    advice:
      'A Role names a kind by its plural, which is what its CustomResourceDefinition says. Put that into `crds/`, or into the folder that `crds` in `towpath.yaml` names.',
  },
  'account-unplaced': {
    summary: 'It is not said in which namespace a service account is.',
    advice:
      'Write `--service-account NAMESPACE:NAME`; without one, the namespace that all applications of the environment share is meant.',
  },
  'cluster-refused': {
    summary: 'The API server does not take an object, or an admission rule of the cluster refuses it.',
    advice: 'The message is the server’s own. Nothing was written when it says so before a deploy.',
    isOfSystem: true,
  },
  'cluster-failed': {
    summary: 'The API server answered with an error of its own, several times.',
    advice: 'Run the command again; a deploy goes on where it stopped.',
    isOfSystem: true,
  },
  'kind-not-in-cluster': {
    summary: 'The cluster does not know a kind of object.',
    advice: 'Install its definition first, or declare the CustomResourceDefinition in the same application.',
    isOfSystem: true,
  },
  'namespace-missing': {
    summary: 'The namespace of the environment is not there.',
    advice: 'Create it, say `createNamespace: true` in the environment, or ask whoever looks after the cluster.',
    isOfSystem: true,
  },
  'namespace-terminating': {
    summary: 'The namespace is being deleted, and takes nothing new.',
    advice: 'Wait until it is gone, create it again, and deploy.',
    isOfSystem: true,
  },
} as const satisfies Record<string, CodeEntry>;
