import { parseEnv } from 'node:util';
import type { Values } from '../../../adoption/placeholders';
import { errorIssue, type Issue, type Location } from '../../../diagnostics';
import { readUserText, unreadableIssue } from '../../../files/read-file';

/** The values of placeholders that a user gives, for all environments and for single ones. */
export interface GivenValues {
  readonly of: (environment: string) => Values;
  readonly names: readonly string[];
  readonly issues: readonly Issue[];
}

/**
 * Reads `NAME=VALUE` and `ENV:NAME=VALUE`, and files of such lines. A value for one environment goes before one for all,
 * and a value goes before one of a file.
 */
export function givenValues(
  set: readonly string[],
  files: readonly string[],
  environments: readonly string[],
): GivenValues {
  const issues: Issue[] = [];
  const tables = new Map<string, Record<string, string>>();
  const put = (environment: string | undefined, values: NodeJS.Dict<string>) =>
    tables.set(environment ?? '', { ...tables.get(environment ?? ''), ...(values as Values) });
  const known = (environment: string | undefined, text: string): boolean => {
    if (environment === undefined || environments.includes(environment)) return true;
    const hint = `the environments are ${environments.join(', ')}`;
    issues.push(errorIssue('adopt-value-unusable', `\`${text}\` is for an environment without a source`, { hint }));
    return false;
  };
  const placeOf = new Map<string, string>();
  for (const text of files) {
    const [, environment, file = text] = /^([a-z0-9-]+):(.+)$/.exec(text) ?? [];
    if (!known(environment, text)) continue;
    try {
      const content = readUserText(file);
      for (const { name, line } of namesIn(content)) {
        const key = `${environment ?? ''}:${name}`;
        const first = placeOf.get(key);
        if (first !== undefined) issues.push(setTwice(name, first, { file, line, column: 1 }));
        else placeOf.set(key, `${file}:${line}`);
      }
      put(environment, parseEnv(content));
    } catch (error) {
      issues.push(unreadableIssue(file, error));
    }
  }
  const given = new Set<string>();
  for (const text of set) {
    const [, environment, name, value] = /^(?:([a-z0-9-]+):)?([A-Za-z_][A-Za-z0-9_]{0,127})=(.*)$/s.exec(text) ?? [];
    const key = `${environment ?? ''}:${name}`;
    if (name === undefined) {
      const hint = 'write `--set TAG=v1`, or `--set prod:TAG=v1` for one environment';
      issues.push(errorIssue('adopt-value-unusable', `\`${text}\` is no name with a value`, { hint }));
    } else if (given.has(key)) {
      const hint = 'remove one of the two values; `--set prod:TAG=v1` sets the value of one environment';
      issues.push(
        errorIssue('adopt-value-unusable', `\`${name}\` has two values; the second is \`${text}\``, { hint }),
      );
    } else if (known(environment, text)) put(environment, { [name]: value });
    given.add(key);
  }
  return {
    of: (environment) => ({ ...tables.get(''), ...tables.get(environment) }),
    names: [...new Set(set.flatMap((text) => /^(?:[a-z0-9-]+:)?([A-Za-z_]\w*)=/.exec(text)?.[1] ?? []))],
    issues,
  };
}

/** Returns each name that a file of variables sets, with its line. A name that is set twice is there twice. */
function namesIn(text: string): { readonly name: string; readonly line: number }[] {
  // A line inside a quoted value can look like one with a name.
  const values = parseEnv(text);
  return text.split(/\r?\n/).flatMap((content, index) => {
    const [, name] = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=/.exec(content) ?? [];
    return name !== undefined && Object.hasOwn(values, name) ? { name, line: index + 1 } : [];
  });
}

/** Reports a name that has two values. The parser of Node takes the last value and reports nothing. */
function setTwice(name: string, first: string, location: Location): Issue {
  const hint = 'remove one of the two values; a file can also be for one environment: `--set-from prod:FILE`';
  return errorIssue('adopt-value-unusable', `\`${name}\` has two values; the first is at ${first}`, { hint, location });
}
