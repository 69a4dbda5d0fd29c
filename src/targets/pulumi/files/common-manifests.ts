import type { ApplicationAssembly, AssembledObject } from '../../../assembly/application-assembly';
import { groupBy } from '../../../data/group-by';
import { pathInside } from '../names';
import { commonFields, ownFields } from './common-fields';
import { literal } from './literal';

/**
 * The fields of each object that the environments of an application have in common, by the object's path in the
 * application.
 */
export type CommonManifests = ReadonlyMap<string, unknown>;

/**
 * The common fields of each object that several environments have. An object that only one environment has is left out.
 */
export function commonManifests(assemblies: readonly ApplicationAssembly[]): CommonManifests {
  const objects = assemblies.flatMap((assembly) => assembly.objects);
  return new Map(
    [...groupBy(objects, ({ path }) => pathInside(path))]
      .filter(([, same]) => same.length > 1)
      .map(([path, same]): [string, unknown] => [path, commonFields(same.map(({ manifest }) => manifest))])
      .filter(([, common]) => common !== undefined),
  );
}

/** The text of `common.ts`. */
export function commonProgram(common: CommonManifests): string {
  return `/** What the environments have in common of each object. A file of \`environments\` adds the rest. */
export const common: Readonly<Record<string, any>> = ${literal(Object.fromEntries(common))};
`;
}

/** The manifest of an object in the program of an environment: its own fields, merged with the common ones. */
export function manifestExpression({ path, manifest }: AssembledObject, commons: CommonManifests): string {
  const name = pathInside(path);
  const common = commons.get(name);
  if (common === undefined) return literal(manifest, '  ');
  const own = ownFields(manifest, common);
  const expression = `common[${literal(name)}]`;
  return own === undefined ? expression : `merged(${expression}, ${literal(own, '  ')})`;
}
