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

/** Whether a command uses a variable that a file from outside may set. */
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
    reason: 'Compose sets the variable to an empty text where its value is missing.',
    when: (value, { model }) => outsideKey(model, value) !== undefined && (value as SecretKey).optional === true,
  },
  {
    property: 'env.*',
    severity: 'error',
    reason: 'the config has no such key.',
    when: (value, { model }) => {
      if (!isPlainObject(value) || !('config' in value) || outsideKey(model, value)) return false;
      const { config, key, optional } = value as ConfigKey;
      return optional !== true && configText(contextOf(model), String(config), key) === undefined;
    },
  },
  {
    property: 'env.*',
    severity: 'error',
    reason: 'Compose knows the field of no pod but the name of a flow with one container, and the namespace.',
    when: (value, place) =>
      isPlainObject(value) &&
      'field' in value &&
      fieldText(place.model, flowAt(place), (value as PodField).field) === undefined,
  },
  {
    property: 'env.*',
    severity: 'error',
    reason: 'the container says nothing of this resource.',
    when: (value, place) =>
      isPlainObject(value) &&
      'resource' in value &&
      resourceText(containerAt(place), value as ResourceField) === undefined,
  },
  {
    property: 'envFrom.*',
    severity: 'warning',
    reason: 'Compose takes the names of variables as they are in the file, so write them there with the prefix.',
    when: (value, { model }) => {
      const source = value as VariableSource;
      return Boolean(source.prefix) && outsideSources(contextOf(model), { envFrom: [source] }).length > 0;
    },
  },
  {
    property: 'envFrom.*',
    severity: 'warning',
    reason: 'Compose lets the variables of configs that it knows win over those of a file.',
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
      reason: 'it uses a variable as `$(NAME)` that only a file beside compose.yaml may set.',
      when: usesUnknown,
    }),
  ),
];

/** Sources of variables that Compose cannot read. */
export const variableLosses: readonly Loss[] = losses.flatMap(inContainers);
