import { groupBy } from '../data/group-by';
import { ownValue } from '../data/merge';
import { shellWord } from '../data/shell-word';
import type { Credential } from './credentials';
import type { ComposeOrigin } from './source-object';

/**
 * The commands that create the Secrets from what runs, one a Secret. They read each value from the cluster, or from the
 * containers that Docker Compose runs.
 */
export function secretCommands(credentials: readonly Credential[]): string[] {
  const all = credentials.flatMap(({ namespace, secret, compose }) =>
    secret ? [{ namespace, ...secret, compose }] : [],
  );
  return [...groupBy(all, ({ namespace, name }) => `${namespace}/${name}`).values()].map((some) => {
    const [first] = some;
    const where = first?.namespace === undefined ? '' : ` -n ${shellWord(first.namespace)}`;
    const keys = some.map(({ key, from: [resource, jsonPath], compose }) => {
      if (compose) return composeArgument(key, jsonPath, compose);
      return `--from-literal=${shellWord(key)}="$(kubectl get ${shellWord(resource)}${where} -o ${shellWord(`jsonpath=${jsonPath}`)})"`;
    });
    return `kubectl create secret generic ${shellWord(first?.name ?? '')}${where} ${[...new Set(keys)].join(' ')}`;
  });
}

/** Reads a value from the container that Docker Compose runs, or from the file that was mounted. */
function composeArgument(key: string, jsonPath: string, { files, services }: ComposeOrigin): string {
  const program = ['docker compose', ...files.map((file) => `-f ${shellWord(file)}`)].join(' ');
  const [, container = '', field, variable, index] =
    /ontainers\[\?\(@\.name=="([^"]+)"\)\]\.(env|command|args)(?:\[\?\(@\.name=="([^"]+)"\)\]\.value|\[(\d+)\])\}$/.exec(
      jsonPath,
    ) ?? [];
  const service = shellWord(ownValue(services, container) ?? container);
  if (field === undefined) return `--from-file=${shellWord(key)}`;
  const read =
    field === 'env'
      ? `${program} exec -T ${service} printenv ${shellWord(variable ?? '')}`
      : `docker inspect -f '{{index .Config.${field === 'args' ? 'Cmd' : 'Entrypoint'} ${index}}}' "$(${program} ps -q ${service})"`;
  return `--from-literal=${shellWord(key)}="$(${read})"`;
}
