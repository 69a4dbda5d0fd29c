import { isMap, valueAt } from '../data/merge';
import { errorIssue, type Issue } from '../diagnostics';
import type { Environment } from '../environments/environment';
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
  const pairs = environmentPairs(assemblies, beside);
  const selecting = new Map([...new Set(pairs.flat(2))].map((assembly) => [assembly, workloads(assembly.objects)]));
  return pairs.flatMap(([one, other]) => {
    const bySelector = new Map<string, { object: AssembledObject; environment: Environment }[]>();
    for (const assembly of other) {
      const { environment } = assembly;
      for (const [selector, object] of selecting.get(assembly) ?? []) {
        const known = bySelector.get(selector);
        if (known) known.push({ object, environment });
        else bySelector.set(selector, [{ object, environment }]);
      }
    }
    return one.flatMap((assembly) => {
      const { application, environment } = assembly;
      for (const [selector, first] of selecting.get(assembly) ?? []) {
        const second = bySelector.get(selector)?.find(({ object }) => identity(object) !== identity(first));
        if (!second) continue;
        const [mine, theirs] = [first, second.object].map(
          ({ manifest: { kind, metadata } }) => `the ${kind} \`${metadata.name}\``,
        );
        const message = `${mine} of \`${environment.name}\` and ${theirs} of \`${second.environment.name}\` select the same pods in one namespace`;
        const hint = 'add {env} to a label in `naming.selector`, or set another `namespace` in one of the environments';
        return [errorIssue('environments-collide', message, { hint, path: `${application}.naming` })];
      }
      return [];
    });
  });
}

/** The objects with a selector, and the namespace and selector of each as text. */
function workloads(objects: readonly AssembledObject[]): [string, AssembledObject][] {
  return objects.flatMap((object): [string, AssembledObject][] => {
    const { kind, metadata } = object.manifest;
    const selector = adoptsPods(kind) ? valueAt(object.manifest, ['spec', 'selector']) : undefined;
    return selector === undefined ? [] : [[JSON.stringify([metadata.namespace, selector], withSortedKeys), object]];
  });
}

/** Makes equal values equal texts of JSON. A patch can write the keys of a selector in any order. */
function withSortedKeys(_: string, value: unknown): unknown {
  return isMap(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
}
