import { ownValue } from '../data/merge';
import type { Fields } from '../equivalence/fields';
import { nameIn } from './source-object';
import { dashed, numbered } from './words';

const suffixes: Readonly<Record<string, string>> = {
  CronJob: 'schedule',
  Job: 'job',
  StatefulSet: 'store',
  Deployment: 'app',
};

/**
 * The id of a flow: the name of its workload, without that of the environment if there are several.
 *
 * @param taken ids of the environment so far; the new id is added
 */
export function flowId(
  workload: Fields,
  environment: string,
  environments: readonly string[],
  taken: Set<string>,
): string {
  const name = nameIn(workload);
  const plain = environments.length > 1 ? withoutWord(name, environment) : name;
  const id = dashed(plain, 55) || 'flow';
  return numbered(taken.has(id) ? `${id}-${ownValue(suffixes, String(workload.kind))}` : id, taken);
}

/** A name without the word, if it has the word once and others. */
export function withoutWord(name: string, word: string): string {
  const words = name.split('-');
  const others = words.filter((one) => one !== word);
  return others.length > 0 && others.length === words.length - 1 ? others.join('-') : name;
}
