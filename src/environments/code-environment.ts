import { TowpathError } from '../diagnostics';
import { type Environment, fromSources } from './environment';
import type { EnvironmentProps } from './environment-types';
import { codeSource } from './source';

/**
 * An environment built in code, without any file.
 * @throws TowpathError with every property that is unknown or wrong
 */
export function environment(name: string, props: Omit<EnvironmentProps, 'extends'> = {}): Environment {
  const { source, issues } = codeSource(props);
  if (issues.length > 0) throw new TowpathError(issues);
  return fromSources(name, [source]);
}
