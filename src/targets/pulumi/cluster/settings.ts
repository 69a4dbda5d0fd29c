import { Config } from '@pulumi/pulumi';

/**
 * What tells a provider of Kubernetes its cluster: its arguments, or the configuration of the stack. Empty text says
 * nothing.
 * @see https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/
 */
export interface ClusterSettings {
  /** The path of a kubeconfig, or its content as text or as data. */
  readonly kubeconfig?: unknown;
  /** Name of a context. */
  readonly context?: string | undefined;
  /** Name of a cluster of the kubeconfig, which takes the place of the one that the context names. */
  readonly cluster?: string | undefined;
  /** A folder: the provider writes YAML into it and asks no cluster. */
  readonly renderYamlToDirectory?: string | undefined;
}

/** What the configuration of the stack says, as `kubernetes:context` and so on. */
export function configuredSettings(): ClusterSettings {
  const config = new Config('kubernetes');
  return {
    kubeconfig: config.get('kubeconfig'),
    context: config.get('context'),
    cluster: config.get('cluster'),
    renderYamlToDirectory: config.get('renderYamlToDirectory'),
  };
}

export function nameCluster({ kubeconfig, context, cluster }: ClusterSettings): boolean {
  return [kubeconfig, context, cluster].some(Boolean);
}
