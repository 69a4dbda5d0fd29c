import { count } from '../data/count';
import { differences } from '../data/differences';
import { groupBy } from '../data/group-by';
import { errorIssue, formatPath, type Issue, warningIssue } from '../diagnostics';
import { type Environment, locateIn } from '../environments/environment';
import { workspaceFile } from '../workspace/workspace-file';
import type { ApplicationAssembly, KubernetesObject } from './application-assembly';
import { identity } from './collisions';
import { environmentPairs } from './environment-pairs';
import { namespacesFor } from './namespaces';

/** An object that an environment writes to its cluster. */
interface WrittenObject {
  readonly environment: Environment;
  readonly application: string;
  /** The path in the construct tree. Absent for a namespace that the environment creates. */
  readonly path?: string;
  readonly manifest: KubernetesObject;
}

/** One object of a cluster that two environments write. */
export interface Collision {
  readonly first: WrittenObject;
  readonly second: WrittenObject;
}

/**
 * Finds the objects that several environments write to one cluster.
 *
 * @param beside the assemblies of environments that are compared with the others, but not with each other
 */
export function environmentCollisions(
  assemblies: readonly ApplicationAssembly[],
  beside: readonly ApplicationAssembly[] = [],
): Collision[] {
  const pairs = environmentPairs(assemblies, beside);
  const written = new Map([...new Set(pairs.flat())].map((environment) => [environment, writtenIn(environment)]));
  return pairs.flatMap(([one, other]) => {
    const known = written.get(one);
    const collisions: Collision[] = [];
    for (const [key, second] of written.get(other) ?? []) {
      const first = known?.get(key);
      if (first) collisions.push({ first, second });
    }
    return collisions;
  });
}

/** The objects of an environment by their identities. Applications can share a namespace that the environment creates. */
function writtenIn(assemblies: readonly ApplicationAssembly[]): Map<string, WrittenObject> {
  const all = assemblies.flatMap((assembly): WrittenObject[] => {
    const { application, environment, objects, model } = assembly;
    return [
      ...objects.map(({ path, manifest }) => ({ application, environment, path, manifest })),
      ...namespacesFor(assembly, model.namespace).map((manifest) => ({ application, environment, manifest })),
    ];
  });
  return new Map(all.map((object) => [identity(object), object]));
}

/**
 * The issues of collisions, one for each application and pair of environments. An object that the workspace shares, or a
 * namespace that both environments create, is an issue only if the environments write it differently.
 *
 * @param shared the entries of `shareObjects`, such as `ClusterRole/reader`
 */
export function collisionIssues(collisions: readonly Collision[], shared: readonly string[] = []): Issue[] {
  const left = collisions.filter(
    ({ first, second }) => !isShared(first, shared) || differenceOf(first, second) !== undefined,
  );
  const groups = groupBy(left, ({ first, second }) =>
    [first.environment.name, second.environment.name, first.application].join(' '),
  );
  return [...groups.values()].map(([collision, ...others]) => collisionIssue(collision, others.length));
}

/** Whether environments may both write an object. A created namespace has no path. */
function isShared(object: WrittenObject, shared: readonly string[]): boolean {
  return object.path === undefined || shared.includes(entryOf(object));
}

/** Reports the entries of `shareObjects` that no two environments write. */
export function unusedShares(collisions: readonly Collision[], shared: readonly string[] = []): Issue[] {
  const used = new Set(collisions.map(({ first }) => entryOf(first)));
  return shared
    .filter((entry) => !used.has(entry))
    .map((entry) => {
      const message = `\`shareObjects\` lists \`${entry}\`, but no two environments write it to one cluster`;
      const hint = 'remove the entry, or correct the kind and the name';
      return warningIssue('allowance-unused', message, {
        hint,
        path: 'shareObjects',
        location: { file: workspaceFile },
      });
    });
}

function collisionIssue({ first, second }: Collision, more: number): Issue {
  const { application, environment, manifest, path } = first;
  const { kind, metadata } = manifest;
  const difference = differenceOf(first, second);
  const place = metadata.namespace === undefined ? '' : ` in the namespace \`${metadata.namespace}\``;
  const rest = more === 0 ? '' : `, and ${count(more, 'more object')} of \`${application}\``;
  const differs = difference === undefined ? '' : `; they differ in \`${difference}\``;
  const ways = ['apps', application];
  const location =
    locateIn(environment, [...ways, 'namespace']) ?? locateIn(environment, ['namespace']) ?? locateIn(environment, []);
  return errorIssue(
    'environments-collide',
    `\`${environment.name}\` and \`${second.environment.name}\` would both write the ${kind} \`${metadata.name}\`${place} to one cluster${rest}${differs}`,
    { hint: hintOf(first, difference === undefined), path: path ?? formatPath(['createNamespace']), location },
  );
}

function hintOf(object: WrittenObject, isEqual: boolean): string {
  if (object.path === undefined)
    return 'set the same labels and annotations in both, or `createNamespace` in only one of them';
  const ways = 'set a different `namespace`, `instance` or `cluster` in one of them, or names that contain {env}';
  return isEqual
    ? `${ways}; to share the object, set \`shareObjects: [${entryOf(object)}]\` in ${workspaceFile}`
    : ways;
}

function entryOf({ manifest: { kind, metadata } }: WrittenObject): string {
  return `${kind}/${metadata.name}`;
}

/**
 * The path of the first field in which two environments write an object differently; undefined if they write it
 * equally.
 */
function differenceOf(first: WrittenObject, second: WrittenObject): string | undefined {
  const [difference] = differences(first.manifest, second.manifest);
  return difference && formatPath(difference.path);
}
