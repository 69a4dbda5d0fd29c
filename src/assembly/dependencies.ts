import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * Lists, for each object, the objects that must exist before it. A dependency between two constructs counts for all
 * objects below them.
 */
export function dependencies(constructs: readonly IConstruct[]): Map<ApiObject, string[]> {
  const after = new Map<ApiObject, Set<string>>();
  for (const source of constructs) {
    for (const target of source.node.dependencies) {
      const targets = target.node.findAll().filter(ApiObject.isApiObject);
      for (const dependent of source.node.findAll().filter(ApiObject.isApiObject) as ApiObject[]) {
        const before = after.get(dependent) ?? new Set();
        for (const { node } of targets) if (node !== dependent.node) before.add(node.path);
        after.set(dependent, before);
      }
    }
  }
  return new Map([...after].map(([object, paths]) => [object, [...paths].sort()]));
}
