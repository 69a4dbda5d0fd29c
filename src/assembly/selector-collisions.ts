import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../data/merge';
import { errorIssue, type Issue } from '../diagnostics';
import { adoptsPods } from '../kubernetes/kinds';
import type { ApplicationAssembly, AssembledObject } from './application-assembly';
import { identity } from './collisions';
import { environmentPairs } from './environment-pairs';

/**
 * The workloads of different environments that select each other's pods, because they are in one namespace and have the
 * same selector under different names. One issue for each application and pair of environments.
 *
 * @param beside the assemblies of environments that are compared with the others, but not with each other
 */
export function selectorCollisions(
  assemblies: readonly ApplicationAssembly[],
  beside: readonly ApplicationAssembly[] = [],
): Issue[] {
  return environmentPairs(assemblies, beside).flatMap(([one, other]) =>
    one.flatMap(({ application, environment, objects }) => {
      const pairs = workloads(objects).flatMap((first) =>
        other.flatMap((assembly) =>
          workloads(assembly.objects)
            .filter((second) => selectsSamePods(first, second) && identity(first) !== identity(second))
            .map((second) => ({ first, second, where: assembly.environment })),
        ),
      );
      const [pair] = pairs;
      if (!pair) return [];
      const { first, second, where } = pair;
      const { kind, metadata } = first.manifest;
      const message = `the ${kind} \`${metadata.name}\` of \`${environment.name}\` and the ${second.manifest.kind} \`${second.manifest.metadata.name}\` of \`${where.name}\` select the same pods in one namespace`;
      const hint = 'add {env} to a label in `naming.selector`, or set another `namespace` in one of the environments';
      return [errorIssue('environments-collide', message, { hint, path: `${application}.naming` })];
    }),
  );
}

function workloads(objects: readonly AssembledObject[]): AssembledObject[] {
  return objects.filter(({ manifest }) => adoptsPods(manifest.kind));
}

function selectsSamePods({ manifest: one }: AssembledObject, { manifest: other }: AssembledObject): boolean {
  const [first, second] = [one, other].map((manifest) => valueAt(manifest, ['spec', 'selector']));
  return one.metadata.namespace === other.metadata.namespace && first !== undefined && isDeepStrictEqual(first, second);
}
