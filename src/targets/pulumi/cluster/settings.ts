import { Config } from '@pulumi/pulumi';

/**
 * The settings that tell a Kubernetes provider its cluster: the provider's arguments, or the stack's configuration. An
 * empty text sets nothing.
 * @see https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/
 */
export interface ClusterSettings {
  /** The path of a kubeconfig, or its content as text or as data. */
  readonly kubeconfig?: unknown;
  /** The name of a context. */
  readonly context?: string | undefined;
  /** The name of a cluster of the kubeconfig, which replaces the cluster of the context. */
  readonly cluster?: string | undefined;
  /** A folder into which the provider writes YAML, without asking a cluster. */
  readonly renderYamlToDirectory?: string | undefined;
}

/** Reads these settings from the stack's configuration, such as `kubernetes:context`. */
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
