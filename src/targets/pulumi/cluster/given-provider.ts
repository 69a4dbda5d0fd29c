import * as k8s from '@pulumi/kubernetes';
import { type ComponentResourceOptions, isUnknown, type Output, type ProviderResource } from '@pulumi/pulumi';
import type { ClusterClaim } from '../../../cluster/kubeconfig/select';
import type { Environment } from '../../../environments/environment';
import { showIssues } from '../run-error';
import { assertLeadsTo } from './agreement';
import { aboutCluster } from './issues';

/** The type of some resource of Kubernetes. Pulumi finds the provider of a surrounding component by such a type. */
const anyKind = 'kubernetes:core/v1:Service';

/** The Kubernetes provider that the user gave to the component, or to one around it, in any of the possible ways. */
export function givenProvider({ provider, providers, parent }: ComponentResourceOptions): ProviderResource | undefined {
  const given = [...(provider ? [provider] : []), ...Object.values(providers ?? {})];
  return given.find((one) => k8s.Provider.isInstance(one)) ?? parent?.getProvider(anyKind);
}

type Checks = Map<string, Promise<void>>;

/**
 * The checks of each provider. Applications that share a provider share one check, so that its error is reported once.
 */
const checks = new WeakMap<ProviderResource, Checks>();

/**
 * Checks that a given provider writes to the environment's cluster, as soon as Pulumi knows its arguments. A preview
 * does not know the kubeconfig of a cluster that the same program creates; then the update checks it.
 *
 * @returns a promise that is rejected with a RunError if the provider writes to another cluster
 */
export function checkedProvider(
  provider: ProviderResource,
  environment: Environment,
  claim: ClusterClaim,
): Promise<void> {
  const known: Checks = checks.get(provider) ?? new Map();
  checks.set(provider, known);
  const key = JSON.stringify([environment.name, claim]);
  const check = known.get(key) ?? checkProvider(provider, environment, claim);
  known.set(key, check);
  return check;
}

async function checkProvider(provider: ProviderResource, environment: Environment, claim: ClusterClaim): Promise<void> {
  const keys = ['kubeconfig', 'context', 'cluster', 'renderYamlToDirectory'] as const;
  const values = await Promise.all(keys.map((key) => valueIn(Reflect.get(provider, key))));
  if (values.some(isUnknown)) return;
  const settings = Object.fromEntries(keys.map((key, index) => [key, values[index]]));
  const by = `the provider \`${String(await valueIn(provider.urn))
    .split('::')
    .at(-1)}\``;
  showIssues(() => aboutCluster(environment, by, () => assertLeadsTo(claim, settings)));
}

/**
 * The value of a resource's property, or Pulumi's `unknown` if only the update will know it. `apply` is not used,
 * because it does not run in a preview, not even for an argument that was left out.
 */
function valueIn(property: Output<unknown> | undefined): Promise<unknown> {
  const withUnknowns = property as unknown as { promise(withUnknowns: true): Promise<unknown> } | undefined;
  return withUnknowns?.promise(true) ?? Promise.resolve(undefined);
}
