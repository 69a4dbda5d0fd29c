import { groupBy } from '../data/group-by';
import type { Credential } from './credentials';

/** The commands that create the Secrets from what runs, one a Secret. They read each value from the cluster. */
export function secretCommands(credentials: readonly Credential[]): string[] {
  const all = credentials.flatMap(({ namespace, secret }) => (secret ? [{ namespace, ...secret }] : []));
  return [...groupBy(all, ({ namespace, name }) => `${namespace}/${name}`).values()].map((some) => {
    const [first] = some;
    const where = first?.namespace === undefined ? '' : ` -n ${word(first.namespace)}`;
    const keys = some.map(({ key, from: [resource, jsonPath] }) => {
      return `--from-literal=${word(key)}="$(kubectl get ${word(resource)}${where} -o ${word(`jsonpath=${jsonPath}`)})"`;
    });
    return `kubectl create secret generic ${word(first?.name ?? '')}${where} ${[...new Set(keys)].join(' ')}`;
  });
}

/** A word of a shell, in quotes if it contains anything that a shell would read. */
function word(text: string): string {
  return /^[\w./=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
