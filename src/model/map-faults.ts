import { groupBy } from '../data/group-by';
import { shortList, type ValuePath } from '../diagnostics';
import type { SchemaViolation } from './schema-violation';

/** How many missing properties a message names. */
const namedProperties = 5;

/**
 * Makes one violation of those that have one cause in a map: a misspelt property is not missing too, several missing
 * properties are one problem, and a map without any known property is a value of the wrong shape.
 *
 * @param describe formats the map at a path for a message
 * @param keysAt returns the keys of the map at a path; undefined if an instance of a class is there
 */
export function oncePerMap(
  violations: readonly SchemaViolation[],
  describe: (path: ValuePath) => string,
  keysAt: (path: ValuePath) => readonly string[] | undefined,
): SchemaViolation[] {
  const maps = groupBy(violations, ({ path }) => JSON.stringify(path.slice(0, -1)));
  return [...maps.values()].flatMap((inMap) => {
    const path = inMap[0].path.slice(0, -1);
    const keys = keysAt(path);
    if (!keys && path.length > 0)
      return [{ code: 'invalid-value', path, message: `found ${describe(path)}; expected a map` }];
    const unknown = inMap.filter(({ code }) => code === 'unknown-key');
    const misspelt = unknown.map(({ hint }) => /^did you mean `(.*)`/.exec(hint ?? '')?.[1]);
    const isMissing = ({ code, path }: SchemaViolation) =>
      code === 'missing-value' && !misspelt.includes(String(path.at(-1)));
    const missing = inMap.filter(isMissing);
    const rest = inMap.filter(({ code }) => code !== 'missing-value');
    const [first] = missing;
    // The properties of a whole call or file are told one by one.
    if (!first || path.length === 0) return [...missing, ...rest];
    const names = listOf(missing);
    const isOfWrongShape = unknown.length > 0 && unknown.length === keys?.length;
    if (isOfWrongShape)
      return [{ code: 'invalid-value', path, message: `found ${describe(path)}; expected a map with ${names}` }];
    if (missing.length === 1) return [first, ...rest];
    return [{ code: 'missing-value', path, message: `${names} are missing` }, ...rest];
  });
}

function listOf(missing: readonly SchemaViolation[]): string {
  const names = missing.map(({ path }) => `\`${String(path.at(-1))}\``);
  return shortList(names, namedProperties).join(', ');
}
