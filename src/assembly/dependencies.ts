import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * The objects that must exist before each object. A dependency between two constructs is one between all objects below
 * them.
 */
export function dependencies(
  constructs: readonly IConstruct[],
  objects: readonly ApiObject[],
): Map<ApiObject, string[]> {
  const after = new Map<ApiObject, Set<string>>(objects.map((object) => [object, new Set()]));
  for (const source of constructs) {
    for (const target of source.node.dependencies) {
      const targets = target.node.findAll().filter(ApiObject.isApiObject);
      for (const dependent of source.node.findAll().filter(ApiObject.isApiObject) as ApiObject[]) {
        for (const { node } of targets) if (node !== dependent.node) after.get(dependent)?.add(node.path);
      }
    }
  }
  return new Map([...after].map(([object, paths]) => [object, [...paths].sort()]));
}
