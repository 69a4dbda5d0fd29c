import { Config } from '@pulumi/pulumi';

/**
 * The settings from which a Kubernetes provider learns its cluster: its arguments, or the stack's configuration. Empty
 * text sets nothing.
 * @see https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/
 */
export interface ClusterSettings {
  /** The path of a kubeconfig, or its content as text or as data. */
  readonly kubeconfig?: unknown;
  /** Name of a context. */
  readonly context?: string | undefined;
  /** Name of a cluster of the kubeconfig, which replaces the context's cluster. */
  readonly cluster?: string | undefined;
  /** A folder into which the provider writes YAML, without asking a cluster. */
  readonly renderYamlToDirectory?: string | undefined;
}

/** The stack's configuration, such as `kubernetes:context`. */
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
