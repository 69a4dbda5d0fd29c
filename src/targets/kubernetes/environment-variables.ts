import type {
  ConfigMapEnvSource,
  EnvFromSource,
  EnvVar,
  ResourceFieldSelector,
  SecretEnvSource,
  SecretKeySelector,
} from 'kubernetes-types/core/v1';
import type { WorkloadSpec } from '../../model/flow-spec';
import type { ListOrder } from '../../model/list-order';
import { nameOf } from '../../model/named-resource';
import { asText, isToken, type Token } from '../../model/reference';
import type { Variable } from '../../model/variable';
import { type VariableValues, variableNames } from '../../model/variable-use';
import { type Fields, fields } from './fields';

type Variables = Pick<WorkloadSpec, 'env' | 'envFrom'>;

/** The variables of a container, in the order of the flow. A variable that uses another one as `$(NAME)` comes after it. */
export function environmentVariables({ env = {} }: Variables, order: ListOrder): Fields<EnvVar>[] | undefined {
  const values = env as VariableValues;
  const names = variableNames(values, order);
  if (names.length === 0) return undefined;
  return names.map((name) => ({ name, ...variableValue(values[name] as Variable | Token) }));
}

/**
 * The sources of `envFrom`, in the order in which the flow names them. If two sources have the same key, Kubernetes
 * uses the later source.
 */
export function environmentSources({ envFrom }: Variables): Fields<EnvFromSource>[] | undefined {
  return envFrom?.map(({ prefix, optional, ...source }) => {
    return fields<EnvFromSource>({
      prefix,
      secretRef: 'secret' in source ? fields<SecretEnvSource>({ name: nameOf(source.secret), optional }) : undefined,
      configMapRef:
        'config' in source ? fields<ConfigMapEnvSource>({ name: nameOf(source.config), optional }) : undefined,
    });
  });
}

function variableValue(value: Variable | Token): Fields<Omit<EnvVar, 'name'>> {
  if (typeof value === 'string') return { value };
  if (isToken(value)) return { value: asText(value) };
  if ('secret' in value) return { valueFrom: { secretKeyRef: keyOf(value, nameOf(value.secret)) } };
  if ('config' in value) return { valueFrom: { configMapKeyRef: keyOf(value, nameOf(value.config)) } };
  if ('field' in value) return { valueFrom: { fieldRef: { fieldPath: value.field } } };
  return {
    valueFrom: {
      resourceFieldRef: fields<ResourceFieldSelector>({ resource: value.resource, divisor: value.divisor }),
    },
  };
}

function keyOf(
  { key, optional }: { key: string; optional?: boolean | undefined },
  name: string,
): Fields<SecretKeySelector> {
  return fields<SecretKeySelector>({ name, key, optional });
}
