import * as k8s from '@pulumi/kubernetes';
import type { ProviderResource, Resource } from '@pulumi/pulumi';
import type { ApplicationAssembly } from '../../../assembly/application-assembly';
import { namespaceOf } from '../namespace';
import { contextFor } from './agreement';
import { checkedProvider } from './given-provider';
import { aboutCluster, clusterNotNamed } from './issues';
import { providerArguments } from './provider-arguments';
import { configuredSettings, nameCluster } from './settings';

/** The provider that writes the objects of an application to their cluster. */
export interface Destination {
  /** Absent for the default provider, whose cluster the stack's configuration names. */
  readonly provider?: ProviderResource;
  /** A promise that every object waits for. It is rejected if the provider writes to another cluster. */
  readonly isChecked?: Promise<void>;
}

const byDefault = (): Destination => ({});

/**
 * Decides where objects go before anything is registered: to the cluster that the environment names, else to that of a
 * given provider, else to that of the stack's configuration. The current context alone is never used.
 *
 * @returns a function that makes the provider, if one is needed, below a component
 * @throws TowpathError `cluster-not-named`, or the errors of `towpath deploy` about another cluster
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
  // A provider that renders YAML into a folder writes to no cluster.
  if (settings.renderYamlToDirectory) return byDefault;
  if (!isNamed) {
    if (!nameCluster(settings)) throw clusterNotNamed(environment);
    return byDefault;
  }
  const by = nameCluster(settings) ? 'the configuration of the stack' : undefined;
  const context = aboutCluster(environment, by, () => contextFor(claim, settings));
  return (name, parent) => ({ provider: new k8s.Provider(name, providerArguments(context), { parent }) });
}
