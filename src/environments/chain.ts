import { depthsIn, type Graph, walk } from '../data/graph';
import { errorIssue, formatPath, type Issue, suggest, type ValuePath } from '../diagnostics';
import { type Environment, isInitial, locateIn } from './environment';

/** Returns the problems with `promotesFrom` and `default` across all environments. */
export function chainIssues(environments: readonly Environment[]): Issue[] {
  const names = environments.map(({ name }) => name);
  const known = new Set(names);
  const unknown = environments.flatMap((environment) =>
    (environment.props.promotesFrom ?? []).flatMap((source, position) => {
      if (known.has(source)) return [];
      const hint = suggest(
        source,
        names.filter((name) => name !== environment.name),
      );
      const message = `\`${environment.name}\` promotes from \`${source}\`, which is not an environment`;
      return [at(environment, ['promotesFrom', position], 'unknown-environment', message, hint)];
    }),
  );
  return [...unknown, ...cycleIssues(environments), ...defaultIssues(environments)];
}

/** The environment where a deploy starts: the only initial one, or the one with `default: true`. */
export function startOf(environments: readonly Environment[]): Environment | undefined {
  const initial = environments.filter(isInitial);
  return initial.length === 1 ? initial[0] : initial.find(({ props }) => props.default === true);
}

/** Sorts environments in the order in which versions are promoted; environments of the same depth by name. */
export function sortByPromotion(environments: readonly Environment[]): Environment[] {
  const depths = depthsIn(sourcesIn(environments));
  return [...environments].sort(
    (a, b) => (depths.get(a.name) ?? 0) - (depths.get(b.name) ?? 0) || (a.name < b.name ? -1 : 1),
  );
}

/** The names of the environments that each environment promotes from. */
function sourcesIn(environments: readonly Environment[]): Graph<string> {
  return new Map(environments.map(({ name, props }) => [name, props.promotesFrom ?? []]));
}

function cycleIssues(environments: readonly Environment[]): Issue[] {
  const byName = new Map(environments.map((environment) => [environment.name, environment]));
  return walk(sourcesIn(environments)).cycles.map((cycle) => {
    const message = `environments promote from each other in a cycle: ${cycle.join(' → ')}`;
    return at(byName.get(cycle[0] as string) as Environment, ['promotesFrom'], 'environment-cycle', message);
  });
}

function defaultIssues(environments: readonly Environment[]): Issue[] {
  const initial = environments.filter(isInitial);
  const chosen = environments.filter(({ props }) => props.default === true);
  if (chosen.length > 1 || (chosen[0] && !isInitial(chosen[0]))) {
    const names = chosen.map(({ name }) => `\`${name}\``).join(' and ');
    const [message, hint] =
      chosen.length > 1
        ? [`${names} all set \`default: true\``, 'set `default: true` in only one environment']
        : [`${names} sets \`default: true\` but is not initial`, 'remove `default: true` or `promotesFrom`'];
    return chosen.map((environment) => at(environment, ['default'], 'environment-no-default', message, hint));
  }
  if (initial.length < 2 || chosen.length === 1) return [];
  const names = initial.map(({ name }) => `\`${name}\``).join(', ');
  const message = `${names} are initial, because they have no \`promotesFrom\`, and none of them is the default`;
  const hint = `set \`default: true\` in one of them, and \`promotesFrom\` in those that are not initial`;
  return initial.slice(0, 1).map((environment) => at(environment, [], 'environment-no-default', message, hint));
}

function at(environment: Environment, path: ValuePath, code: Issue['code'], message: string, hint?: string): Issue {
  const location = locateIn(environment, path) ?? environment.sources.at(-1)?.locate([]);
  return errorIssue(code, message, { hint, path: path.length > 0 ? formatPath(path) : undefined, location });
}
