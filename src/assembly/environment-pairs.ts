import type { Environment } from '../environments/environment';
import { haveSameCluster } from '../environments/same-cluster';
import type { ApplicationAssembly } from './application-assembly';

type Assemblies = readonly ApplicationAssembly[];

/**
 * The assemblies of each two environments that may have one cluster.
 *
 * @param beside the assemblies of environments that are paired with the others, but not with each other
 */
export function environmentPairs(assemblies: Assemblies, beside: Assemblies): [Assemblies, Assemblies][] {
  const built = environmentsOf(assemblies);
  const all = [...built, ...environmentsOf(beside)];
  const of = (environment: Environment) => [...assemblies, ...beside].filter((one) => one.environment === environment);
  return built.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => haveSameCluster(one.props, other.props))
      .map((other): [Assemblies, Assemblies] => [of(one), of(other)]),
  );
}

function environmentsOf(assemblies: Assemblies): Environment[] {
  return [...new Set(assemblies.map(({ environment }) => environment))];
}
