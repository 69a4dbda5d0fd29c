import { walk } from '../data/graph';
import { errorIssue, type Issue, suggest } from '../diagnostics';
import type { EnvironmentSource } from './source';

/** The sources of each file in `environments/`, by its name: those of its own, without those of the file it extends. */
export type OwnSources = ReadonlyMap<string, readonly EnvironmentSource[]>;

/** The sources of a file and of the files that it extends, lowest first. */
export function withBases(name: string, own: OwnSources): EnvironmentSource[] {
  return walk(basesIn(own), [name]).order.flatMap((file) => {
    const sources = own.get(file) ?? [];
    return file === name ? sources : sources.map(asBase);
  });
}

/** Files that extend each other in a cycle, and files that extend one that does not exist. */
export function baseIssues(own: OwnSources, folder: string): Issue[] {
  const bases = basesIn(own);
  const unknown = [...bases].flatMap(([name, named]) =>
    named
      .filter((base) => !own.has(base))
      .map((base) => {
        const others = [...own.keys()].filter((other) => other !== name);
        const message = `${name} extends \`${base}\`, which is not a file in ${folder}/`;
        return errorIssue('unknown-environment', message, { ...place(own, name), hint: suggest(base, others) });
      }),
  );
  const circular = walk(bases).cycles.map((cycle) => {
    const message = `files extend each other in a cycle: ${cycle.join(' → ')}`;
    return errorIssue('environment-cycle', message, place(own, cycle.at(-2) as string));
  });
  return [...unknown, ...circular];
}

function basesIn(own: OwnSources): Map<string, string[]> {
  return new Map(
    [...own].map(([name, [source]]) => {
      const base = source?.data.extends;
      return [name, base ? [base] : []];
    }),
  );
}

function place(own: OwnSources, name: string): Pick<Issue, 'path' | 'location'> {
  const location = own.get(name)?.[0]?.locate(['extends']);
  return { path: 'extends', ...(location && { location }) };
}

/** Removes the keys of an extended file that are not inherited. */
function asBase(source: EnvironmentSource): EnvironmentSource {
  const { promotesFrom: _from, default: _default, extends: _extends, ...data } = source.data;
  return { ...source, data };
}
