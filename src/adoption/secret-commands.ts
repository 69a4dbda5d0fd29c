import { groupBy } from '../data/group-by';
import { shellWord } from '../data/shell-word';
import type { Credential } from './credentials';

/** The commands that create the Secrets from what runs, one a Secret. They read each value from the cluster. */
export function secretCommands(credentials: readonly Credential[]): string[] {
  const all = credentials.flatMap(({ namespace, secret }) => (secret ? [{ namespace, ...secret }] : []));
  return [...groupBy(all, ({ namespace, name }) => `${namespace}/${name}`).values()].map((some) => {
    const [first] = some;
    const where = first?.namespace === undefined ? '' : ` -n ${shellWord(first.namespace)}`;
    const keys = some.map(({ key, from: [resource, jsonPath] }) => {
      return `--from-literal=${shellWord(key)}="$(kubectl get ${shellWord(resource)}${where} -o ${shellWord(`jsonpath=${jsonPath}`)})"`;
    });
    return `kubectl create secret generic ${shellWord(first?.name ?? '')}${where} ${[...new Set(keys)].join(' ')}`;
  });
}
