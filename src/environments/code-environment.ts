import { deepFrozenCopy } from '../data/merge';
import { errorIssue, type Issue, TowpathError } from '../diagnostics';
import { dnsLabel } from '../model/formats';
import { quoteValue } from '../model/quote-value';
import { type Environment, fromSources } from './environment';
import type { EnvironmentProps } from './environment-types';
import { codeSource } from './source';

/**
 * Creates an environment in code, without a file.
 * @throws TowpathError that lists every unknown or invalid property
 */
export function environment(name: string, props: Omit<EnvironmentProps, 'extends'> = {}): Environment {
  const { source, issues } = codeSource(deepFrozenCopy(props));
  const all = [...nameIssues(name), ...issues];
  if (all.length > 0) throw new TowpathError(all);
  return fromSources(name, [source]);
}

function nameIssues(name: string): Issue[] {
  if (dnsLabel.safeParse(name).success) return [];
  const hint = 'use at most 63 of a-z, 0-9 and `-`';
  return [errorIssue('invalid-name', `${quoteValue(name)} is not a valid name for an environment`, { hint })];
}
