import type { WorkloadSpec } from '../spec/flow-spec';
import { asText, isToken, type Token } from '../spec/reference';
import type { Variable } from '../spec/variable';
import { compact } from './manifest';

type Variables = Pick<WorkloadSpec, 'env' | 'envFrom'>;

/**
 * A container's variables, sorted by name, so that the order in which layers spoke does not show;
 * but one that uses another as `$(NAME)` stands after it, because Kubernetes looks back only.
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function environmentVariables({ env = {} }: Variables): object[] | undefined {
  const values = env as Readonly<Record<string, Variable | Token>>;
  const done = new Set<string>();
  const visit = (name: string): string[] => {
    if (done.has(name)) return [];
    done.add(name);
    return [
      ...usedBy(values[name])
        .filter((used) => Object.hasOwn(values, used))
        .flatMap(visit),
      name,
    ];
  };
  const names = Object.keys(values).sort().flatMap(visit);
  if (names.length === 0) return undefined;
  return names.map((name) => ({ name, ...variableValue(values[name] as Variable | Token) }));
}

/** All keys of Secrets and ConfigMaps, in the order that was said: the last one wins. */
export function environmentSources({ envFrom }: Variables): object[] | undefined {
  return envFrom?.map(({ prefix, optional, ...source }) => {
    const name = 'secret' in source ? source.secret : source.config;
    return compact({ prefix, ['secret' in source ? 'secretRef' : 'configMapRef']: compact({ name, optional }) });
  });
}

function variableValue(value: Variable | Token): object {
  if (typeof value === 'string') return { value };
  if (isToken(value)) return { value: asText(value) };
  if ('secret' in value) return { valueFrom: { secretKeyRef: keyOf(value, value.secret) } };
  if ('config' in value) return { valueFrom: { configMapKeyRef: keyOf(value, value.config) } };
  if ('field' in value) return { valueFrom: { fieldRef: { fieldPath: value.field } } };
  return { valueFrom: { resourceFieldRef: compact({ resource: value.resource, divisor: value.divisor }) } };
}

function keyOf({ key, optional }: { key: string; optional?: boolean | undefined }, name: unknown): object {
  return compact({ name, key, optional });
}

/** The variables that a value uses; `$$(NAME)` is no use but the text itself. */
function usedBy(value: unknown): string[] {
  const text = isToken(value)
    ? 'parts' in value
      ? value.parts.filter((part) => typeof part === 'string').join('')
      : ''
    : value;
  if (typeof text !== 'string') return [];
  return [...text.matchAll(/(\$*)\$\(([^)]+)\)/g)]
    .filter(([, dollars = '']) => dollars.length % 2 === 0)
    .map(([, , name = '']) => name);
}
