import { groupBy } from '../data/group-by';
import { haveSameCluster, namesCluster } from '../environments/same-cluster';
import type { ApplicationAssembly } from './application-assembly';

type Assemblies = readonly ApplicationAssembly[];

/**
 * The assemblies of each two environments that may have one cluster. All pairs of an environment contain the same list
 * of its assemblies.
 *
 * @param beside the assemblies of environments that are paired with the others, but not with each other
 */
export function environmentPairs(assemblies: Assemblies, beside: Assemblies): [Assemblies, Assemblies][] {
  const all = [...groupBy([...assemblies, ...beside], ({ environment }) => environment)];
  const built = new Set(assemblies.map(({ environment }) => environment));
  return all
    .filter(([one]) => built.has(one))
    .flatMap(([one, ofOne], index) =>
      all
        .slice(index + 1)
        .filter(([other]) => haveSameCluster(one.props, other.props))
        .map(([, ofOther]): [Assemblies, Assemblies] => [ofOne, ofOther]),
    );
}

/**
 * The pairs of `environmentPairs` in which both environments name their cluster. Environments that name none often have
 * clusters of their own, so that two of them may use the same host or the same port of a node.
 */
export function namedClusterPairs(assemblies: Assemblies, beside: Assemblies): [Assemblies, Assemblies][] {
  const isNamed = ([one]: Assemblies) => namesCluster(one?.environment.props.cluster);
  return environmentPairs(assemblies, beside).filter((pair) => pair.every(isNamed));
}
