import { withoutUndefined } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';
import { asText, isToken, type Token } from '../../model/reference';
import type { Variable } from '../../model/variable';
import { inOrderOfUse, type VariableValues } from '../../model/variable-use';

type Variables = Pick<WorkloadSpec, 'env' | 'envFrom'>;

/** The variables of a container. A variable that uses another one as `$(NAME)` comes after it. */
export function environmentVariables({ env = {} }: Variables): object[] | undefined {
  const values = env as VariableValues;
  const names = inOrderOfUse(values);
  if (names.length === 0) return undefined;
  return names.map((name) => ({ name, ...variableValue(values[name] as Variable | Token) }));
}

/** The sources of `envFrom` in the given order: of equal keys, the last one wins. */
export function environmentSources({ envFrom }: Variables): object[] | undefined {
  return envFrom?.map(({ prefix, optional, ...source }) => {
    const name = 'secret' in source ? source.secret : source.config;
    return withoutUndefined({
      prefix,
      ['secret' in source ? 'secretRef' : 'configMapRef']: withoutUndefined({ name, optional }),
    });
  });
}

function variableValue(value: Variable | Token): object {
  if (typeof value === 'string') return { value };
  if (isToken(value)) return { value: asText(value) };
  if ('secret' in value) return { valueFrom: { secretKeyRef: keyOf(value, value.secret) } };
  if ('config' in value) return { valueFrom: { configMapKeyRef: keyOf(value, value.config) } };
  if ('field' in value) return { valueFrom: { fieldRef: { fieldPath: value.field } } };
  return { valueFrom: { resourceFieldRef: withoutUndefined({ resource: value.resource, divisor: value.divisor }) } };
}

function keyOf({ key, optional }: { key: string; optional?: boolean | undefined }, name: unknown): object {
  return withoutUndefined({ name, key, optional });
}
