import { isToken } from '../../../model/reference';
import type { ConfigKey, PodField, ResourceField, SecretKey, VariableSource } from '../../../model/variable';
import { usedBy } from '../../../model/variable-use';
import type { Loss, LossPlace } from '../../losses';
import { contextOf } from '../context';
import { fieldText, resourceText } from '../downward';
import { outsideKey } from '../outside';
import { configText, containerVariables, outsideSources } from '../variables';
import { containerAt, flowAt, inContainers } from './in-containers';

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !isToken(value);

/** Whether a command uses a variable that may come from a file which the user creates. */
function usesUnknown(value: unknown, place: LossPlace): boolean {
  const context = contextOf(place.model);
  const container = containerAt(place);
  if (outsideSources(context, container).length === 0) return false;
  const known = containerVariables(context, flowAt(place), container).names;
  return usedBy(value).some((name) => !known.has(name));
}

const losses: readonly Loss[] = [
  {
    property: 'env.*',
    severity: 'warning',
    reason: 'Compose sets the variable to empty text if the value is missing, and Kubernetes leaves the variable out',
    when: (value, { model }) =>
      outsideKey(contextOf(model).configs, value) !== undefined && (value as SecretKey).optional === true,
  },
  {
    property: 'env.*',
    severity: 'error',
    reason: 'the config does not have the key that the variable reads',
    when: (value, { model }) => {
      if (!isPlainObject(value) || !('config' in value)) return false;
      const context = contextOf(model);
      const { config, key, optional } = value as ConfigKey;
      if (outsideKey(context.configs, value) || optional === true) return false;
      return configText(context, String(config), key) === undefined;
    },
  },
  {
    property: 'env.*',
    severity: 'error',
    reason:
      'Compose has no pods; only `metadata.namespace`, and `metadata.name` of a flow with one container, have a value',
    when: (value, place) =>
      isPlainObject(value) &&
      'field' in value &&
      fieldText(place.model, flowAt(place), (value as PodField).field) === undefined,
  },
  {
    property: 'env.*',
    severity: 'error',
    reason: 'the container does not set the resource that the variable reads',
    when: (value, place) =>
      isPlainObject(value) &&
      'resource' in value &&
      resourceText(containerAt(place), value as ResourceField) === undefined,
  },
  {
    property: 'envFrom.*',
    severity: 'warning',
    reason: 'Compose does not add a prefix to the variables of a file, so the names in the file must contain it',
    when: (value, { model }) => {
      const source = value as VariableSource;
      return Boolean(source.prefix) && outsideSources(contextOf(model), { envFrom: [source] }).length > 0;
    },
  },
  {
    property: 'envFrom.*',
    severity: 'warning',
    reason: "in Compose, variables from the application's own configs override those from a file",
    when: (value, place) => {
      const { envFrom = [] } = containerAt(place);
      const outside = outsideSources(contextOf(place.model), { envFrom });
      const position = Number(place.path.at(-1));
      return (
        outside.includes(value as VariableSource) &&
        envFrom.slice(0, position).some((source) => !outside.includes(source))
      );
    },
  },
  ...['command.*', 'args.*'].map(
    (property): Loss => ({
      property,
      severity: 'error',
      reason: 'it contains `$(NAME)` of a variable that may come from a file, and Compose cannot replace it',
      when: usesUnknown,
    }),
  ),
];

/** Sources of variables that Compose cannot read. */
export const variableLosses: readonly Loss[] = losses.flatMap(inContainers);
