import * as k8s from '@pulumi/kubernetes';
import { type ComponentResourceOptions, Config, type ProviderResource, type Resource } from '@pulumi/pulumi';
import type { Environment } from '../../environments/environment';

/** The provider of Kubernetes that a user gave, in whichever way. */
export function givenProvider({ provider, providers }: ComponentResourceOptions): ProviderResource | undefined {
  const given = [...(provider ? [provider] : []), ...Object.values(providers ?? {})];
  return given.find((one) => k8s.Provider.isInstance(one));
}

/** A provider for the cluster that an environment names: nothing goes to any other, whatever the kubeconfig says. */
export function clusterProvider(name: string, { props }: Environment, parent: Resource): k8s.Provider | undefined {
  const context = props.cluster?.context;
  if (!context) return undefined;
  // The one setting that a migration turns on for a while; what is given to the default provider holds here, too.
  const upsertExistingObjects = new Config('kubernetes').getBoolean('upsertExistingObjects');
  const settings = { context, ...(upsertExistingObjects !== undefined && { upsertExistingObjects }) };
  return new k8s.Provider(name, settings, { parent });
}
