import * as k8s from '@pulumi/kubernetes';
import type { ProviderResource, Resource } from '@pulumi/pulumi';
import type { ApplicationAssembly } from '../../../assembly/application-assembly';
import { namespaceOf } from '../namespace';
import { contextFor } from './agreement';
import { checkedProvider } from './given-provider';
import { aboutCluster, clusterNotNamed } from './issues';
import { providerArguments } from './provider-arguments';
import { configuredSettings, nameCluster } from './settings';

/** How the objects of an application reach their cluster. */
export interface Destination {
  /** Absent where the default provider is meant, of which the configuration of the stack names the cluster. */
  readonly provider?: ProviderResource;
  /** What every object waits for. It is rejected where the provider leads to another cluster. */
  readonly isChecked?: Promise<void>;
}

const byDefault = (): Destination => ({});

/**
 * Decides where objects go before anything is registered: to the cluster that the environment names and to no other,
 * else to the one of a given provider, else to the one of the stack's configuration. The current context alone
 * decides nothing.
 *
 * @returns makes the provider, if one is to be made, below a component
 * @throws TowpathError `cluster-not-named`, or what `towpath deploy` says of another cluster
 */
export function destinationOf(
  assembly: ApplicationAssembly,
  given: ProviderResource | undefined,
): (name: string, parent: Resource) => Destination {
  const { environment, objects } = assembly;
  if (objects.length === 0 && !namespaceOf(assembly)) return byDefault;
  const claim = environment.props.cluster ?? {};
  const isNamed = Boolean(claim.context || claim.server);
  if (given)
    return () => ({ provider: given, ...(isNamed && { isChecked: checkedProvider(given, environment, claim) }) });
  const settings = configuredSettings();
  // YAML in a folder is written to no cluster.
  if (settings.renderYamlToDirectory) return byDefault;
  if (!isNamed) {
    if (!nameCluster(settings)) throw clusterNotNamed(environment);
    return byDefault;
  }
  const by = nameCluster(settings) ? 'the configuration of the stack' : undefined;
  const context = aboutCluster(environment, by, () => contextFor(claim, settings));
  return (name, parent) => ({ provider: new k8s.Provider(name, providerArguments(context), { parent }) });
}
