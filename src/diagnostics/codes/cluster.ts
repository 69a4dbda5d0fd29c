import type { CodeEntry } from './code-entry';

/** Codes of problems with the connection to a cluster and with the answers of its API server. */
export const clusterCodes = {
  'kubeconfig-unreadable': {
    summary: 'The kubeconfig is missing or cannot be read.',
    advice:
      'Towpath looks for a kubeconfig where kubectl does: `--kubeconfig`, KUBECONFIG, `~/.kube/config`, or the service account of the pod that it runs in.',
  },
  'context-unknown': {
    summary: 'The kubeconfig has no context that matches, or several.',
    advice: 'Name one of the contexts that `kubectl config get-contexts` lists.',
  },
  'cluster-not-named': {
    summary: 'The environment does not set the cluster that it is deployed to.',
    advice:
      'Set `cluster: { context: … }` or `cluster: { server: … }` in the environment file. Towpath writes only to a cluster that is set there. A Pulumi stack can set it with `kubernetes:context`, `kubernetes:kubeconfig` or a provider.',
  },
  'cluster-other': {
    summary: 'The kubeconfig points to a different cluster than the environment file.',
    advice:
      'Fix `cluster` in the environment file, or use a kubeconfig for that cluster. No flag turns this check off.',
  },
  'credentials-failed': {
    summary: 'The credentials in the kubeconfig cannot be used.',
    advice:
      'The message names the field of the kubeconfig. Correct it, or log in again. Certificates and keys are checked before anything is sent: they have to be in the PEM format, valid today and belong together. What a credential plugin prints on standard error is shown. Like kubectl, towpath sends credentials only to `https://` addresses.',
  },
  'cluster-unreachable': {
    summary: 'The API server cannot be reached.',
    advice: 'Check the connection with `kubectl version` and the same context, then run the command again.',
    isOfSystem: true,
  },
  'cluster-forbidden': {
    summary: 'The account lacks rights that the command needs.',
    advice:
      '`towpath rbac -e ENV` prints the Roles that a deploy needs. Ask an administrator to apply them. A guard from `towpath rbac --guard` refuses every other account, whatever its Roles; its message names the accounts that may deploy.',
    isOfSystem: true,
  },
  'plural-unknown': {
    summary: 'Rights cannot be written for a kind of object whose CustomResourceDefinition is missing.',
    advice:
      'A Role names a kind by its plural, and towpath reads the plural from the CustomResourceDefinition. Put the definition into `crds/`, or into the folder that `crds` in `towpath.yaml` names.',
  },
  'account-unplaced': {
    summary: 'The namespace of a service account is not set.',
    advice:
      'Write `--service-account NAMESPACE:NAME`. The namespace can be left out only where all applications of the environment share one.',
  },
  'guard-incomplete': {
    summary: 'A guard lacks the account that deploys, or the namespace of an application.',
    advice:
      'A guard lets only the named accounts change the objects of an application in its namespaces. Name the account with `--service-account`, `--user` or `--group`, and set `namespace` in the environment file.',
  },
  'guard-weak': {
    summary: 'People who work in a guarded namespace can act as an account that the guard lets pass.',
    advice:
      'Who may create pods or tokens in the namespace of a service account can use that account; the ClusterRole `edit` contains both rights. Keep the account that deploys in a namespace of its own, and name no group that contains everybody.',
  },
  'cluster-refused': {
    summary: 'The API server or an admission rule of the cluster refused an object.',
    advice: 'The message is the server’s own. When the check before a deploy reports it, nothing was written.',
    isOfSystem: true,
  },
  'server-warning': {
    summary: 'The API server answered with a warning, such as a deprecated version or a Pod Security rule.',
    advice: 'The message is the server’s own, with the objects that it is about. A deploy is not stopped by it.',
    isOfSystem: true,
  },
  'cluster-failed': {
    summary: 'The API server failed several times with an internal error.',
    advice: 'Run the command again. A deploy continues where it stopped.',
    isOfSystem: true,
  },
  'kind-not-in-cluster': {
    summary: 'The cluster does not know a kind of object.',
    advice: 'Install its CustomResourceDefinition first, or declare the definition in the same application.',
    isOfSystem: true,
  },
  'namespace-missing': {
    summary: 'The namespace of the environment does not exist.',
    advice: 'Create it, set `createNamespace: true` in the environment file, or ask an administrator of the cluster.',
    isOfSystem: true,
  },
  'namespace-terminating': {
    summary: 'The namespace is being deleted and accepts no new objects.',
    advice: 'Wait until the namespace is gone, create it again, and deploy.',
    isOfSystem: true,
  },
} as const satisfies Record<string, CodeEntry>;
