import { groupBy } from '../data/group-by';
import { isMap, valueAt } from '../data/merge';
import { duplicates, errorIssue, type Issue, type Location, type ValuePath } from '../diagnostics';
import { type Environment, locateIn } from '../environments/environment';

import type { ApplicationAssembly, AssembledObject } from './application-assembly';
import { identity } from './collisions';
import { namedClusterPairs } from './environment-pairs';

/** A port of the nodes, with the Service that asks for it. */
interface NodePort {
  readonly port: number;
  readonly assembly: ApplicationAssembly;
  readonly object: AssembledObject;
}

/**
 * Reports each port of the nodes that two Services ask for, in one environment or in two environments that name the same
 * cluster. A cluster gives each number to one Service only, whatever its protocol.
 *
 * @param beside the assemblies of environments that are compared with the others, but not with each other
 */
export function nodePortCollisions(
  assemblies: readonly ApplicationAssembly[],
  beside: readonly ApplicationAssembly[] = [],
): Issue[] {
  // Most objects are no Services, so each is looked at once, not once for each pair of environments.
  const asked = new Map([...assemblies, ...beside].map((assembly) => [assembly, nodePorts(assembly)]));
  const of = (together: readonly ApplicationAssembly[]) => together.flatMap((assembly) => asked.get(assembly) ?? []);
  const within = [...groupBy(assemblies, ({ environment }) => environment).values()].flatMap((together) =>
    duplicates(of(together), ({ port }) => `${port}`),
  );
  const between = namedClusterPairs(assemblies, beside).flatMap(([one, other]) => {
    const taken = new Map(of(one).map((found) => [found.port, found]));
    return of(other).flatMap((second): [NodePort, NodePort][] => {
      const first = taken.get(second.port);
      // Environments that write one Service to one cluster are reported with all that they share.
      return first && identity(first.object) !== identity(second.object) ? [[first, second]] : [];
    });
  });
  return [...within, ...between].map(([first, second]) => taken(first, second));
}

/**
 * The ports of the nodes that the objects of an application ask for. A Service may ask for one number for several
 * protocols; the number stands only once.
 */
function nodePorts(assembly: ApplicationAssembly): NodePort[] {
  return assembly.objects.flatMap((object) => {
    const { kind, apiVersion } = object.manifest;
    const ports = kind === 'Service' && apiVersion === 'v1' ? valueAt(object.manifest, ['spec', 'ports']) : undefined;
    const numbers = (Array.isArray(ports) ? ports : []).map((port) => valueAt(port, ['nodePort']));
    const found = numbers.filter((port): port is number => typeof port === 'number');
    return [...new Set(found)].map((port) => ({ port, assembly, object }));
  });
}

function taken(first: NodePort, { port, assembly, object }: NodePort): Issue {
  const [mine, theirs] = [nameOf(object), nameOf(first.object)];
  const [here, there] = [assembly.environment, first.assembly.environment];
  const places = here === there ? `in \`${here.name}\`, ` : '';
  const [ofHere, ofThere] = here === there ? ['', ''] : [` of \`${here.name}\``, ` of \`${there.name}\``];
  const message = `${places}the Services ${theirs}${ofThere} and ${mine}${ofHere} ask for the same port ${port} of the nodes`;
  const hint = 'set another `nodePort` in one of them, or leave it out, so that the cluster picks a free port';
  const { flow } = object;
  const place = ['apps', assembly.application, ...(flow === undefined ? [] : ['flows', flow])];
  return errorIssue('node-port-taken', message, { hint, path: object.path, location: whereSet(here, place, port) });
}

function nameOf({ manifest }: AssembledObject): string {
  return `\`${manifest.metadata.name}\``;
}

/**
 * The line that sets a port of the nodes in the files of an environment, or else the nearest line about its flow or
 * application.
 */
function whereSet(environment: Environment, place: ValuePath, port: number): Location | undefined {
  const setters = environment.sources.map(({ data }) => pathOf(valueAt(data, place), port)).filter((path) => path);
  const paths = [...setters.map((path) => [...place, ...(path ?? [])]), place, place.slice(0, 2), []];
  return paths.map((path) => locateIn(environment, path)).find((location) => location);
}

/** Finds the `nodePort` that has this number in the values of a flow, and returns its path. */
function pathOf(values: unknown, port: number): ValuePath | undefined {
  if (!isMap(values)) return undefined;
  if (values.nodePort === port) return ['nodePort'];
  for (const [key, value] of Object.entries(values)) {
    const path = pathOf(value, port);
    if (path) return [key, ...path];
  }
  return undefined;
}
