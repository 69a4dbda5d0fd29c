import { groupBy } from '../data/group-by';
import { duplicates, type Issue, type Location, shortList, warningIssue } from '../diagnostics';
import { locateLastSet } from '../environments/layers';

import { isWorkload } from '../model/flow-spec';
import { routesOf } from '../model/routes';
import type { ApplicationAssembly, AssembledObject } from './application-assembly';
import { identity } from './collisions';
import { namedClusterPairs } from './environment-pairs';
import { type RoutedRequests, routedRequests } from './routed-requests';

/** The requests from outside the cluster that an object takes. */
interface Taken {
  readonly requests: RoutedRequests;
  readonly assembly: ApplicationAssembly;
  readonly object: AssembledObject;
}

type Pair = readonly [first: Taken, second: Taken];

/** The largest number of environments and of rules that a message names. */
const most = 3;

/**
 * Warns of requests that two rules take, in one environment or in two environments that name the same cluster. The API
 * server accepts both. Most controllers refuse one of the two, or let it lose without a word.
 *
 * @param beside the assemblies of environments that are compared with the others, but not with each other
 */
export function routeCollisions(
  assemblies: readonly ApplicationAssembly[],
  beside: readonly ApplicationAssembly[] = [],
): Issue[] {
  // Most objects are no routes, so each is looked at once, not once for each pair of environments.
  const taken = new Map([...assemblies, ...beside].map((assembly) => [assembly, takenBy(assembly)]));
  const of = (together: readonly ApplicationAssembly[]) => together.flatMap((assembly) => taken.get(assembly) ?? []);
  const within = [...groupBy(assemblies, ({ environment }) => environment).values()].flatMap((together): Pair[] =>
    duplicates(of(together), ({ requests }) => requests.key),
  );
  const between = namedClusterPairs(assemblies, beside).flatMap(([one, other]) => {
    const known = new Map(of(one).map((found) => [found.requests.key, found]));
    return of(other).flatMap((second): Pair[] => {
      const first = known.get(second.requests.key);
      // Environments that write one object to one cluster are reported with all that they share.
      return first && identity(first.object) !== identity(second.object) ? [[first, second]] : [];
    });
  });
  return [...issuesOf(within, inOne), ...issuesOf(between, inTwo)];
}

function takenBy(assembly: ApplicationAssembly): Taken[] {
  return assembly.objects.flatMap((object) =>
    routedRequests(object).map((requests) => ({ requests, assembly, object })),
  );
}

/** One issue for two objects, whatever number of rules and environments it concerns. */
function issuesOf(pairs: readonly Pair[], place: (pairs: readonly Pair[]) => string): Issue[] {
  const same = groupBy(pairs, (pair) => pair.map(({ object }) => object.path).join(' '));
  return [...same.values()].map((group) => {
    const [[first, second]] = group;
    const { kind } = second.object.manifest;
    const [theirs, mine] = [nameOf(first), nameOf(second)];
    const words = shortList([...new Set(group.map(([, { requests }]) => requests.words))], most).join(', ');
    const message =
      first.object === second.object
        ? `the ${kind} ${mine} has two rules for ${words}${place(group)}`
        : `the ${plural(kind)} ${theirs} and ${mine} both take the requests for ${words}${place(group)}`;
    const hint = 'set another host or path in one of them, because a controller follows only one of two equal rules';
    return warningIssue('route-taken', message, { hint, path: second.object.path, location: whereSet(second) });
  });
}

/** Names the environments that have both objects. */
function inOne(pairs: readonly Pair[]): string {
  const names = new Set(pairs.map(([{ assembly }]) => `\`${assembly.environment.name}\``));
  return `, in ${shortList([...names], most).join(', ')}`;
}

/** Names two environments of one cluster that both have the requests. */
function inTwo([[first, second]]: readonly Pair[]): string {
  const [there, here] = [first, second].map(({ assembly }) => `\`${assembly.environment.name}\``);
  return `, in the cluster of ${there} and ${here}`;
}

function plural(kind: string): string {
  return kind.endsWith('s') ? `${kind}es` : `${kind}s`;
}

function nameOf({ object }: Taken): string {
  return `\`${object.manifest.metadata.name}\``;
}

/** The line that sets the hosts of the route that a flow's object is made of; undefined for another object. */
function whereSet({ assembly, object }: Taken): Location | undefined {
  const flow = assembly.model.flows.find(({ id }) => id === object.flow);
  if (!flow || !isWorkload(flow.spec)) return undefined;
  const key = /\/(?:ingress|route)(?:-([^/]+))?$/.exec(object.path)?.[1];
  const route = routesOf(flow.spec).find((one) => one.key === key);
  return route && locateLastSet(flow.layers, [...route.path, 'hosts']);
}
