import { walk } from '../data/graph';
import { type ListOrder, orderedKeys } from './list-order';
import { Text, type Token } from './reference';
import type { Variable } from './variable';

/** The environment variables in a spec, by name. */
export type VariableValues = Readonly<Record<string, Variable | Token>>;

/**
 * Returns the names of variables in the order in which a container gets them. A variable that another one uses as
 * `$(NAME)` comes before it, because Kubernetes expands only variables that are defined before.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function variableNames(values: VariableValues, order: ListOrder): string[] {
  const names = orderedKeys(values, order);
  return [...walk(new Map(names.map((name) => [name, usedBy(values[name])]))).order];
}

/** Returns the names of the variables that a value uses as `$(NAME)`. `$$(NAME)` is an escape and uses none. */
export function usedBy(value: unknown): string[] {
  const text = Text.is(value) ? value.parts.filter((part) => typeof part === 'string').join('') : value;
  if (typeof text !== 'string') return [];
  return [...text.matchAll(/(\$*)\$\(([^)]+)\)/g)]
    .filter(([, dollars = '']) => dollars.length % 2 === 0)
    .map(([, , name = '']) => name);
}

/**
 * Expands variables in text as Kubernetes does: `$(NAME)` becomes the value of the variable, and `$$` becomes `$`.
 * A variable for which `lookUp` returns undefined is not replaced.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go
 */
export function expandVariables<Part>(
  text: string,
  lookUp: (name: string) => readonly Part[] | undefined,
): (string | Part)[] {
  const parts: (string | Part)[] = [];
  let position = 0;
  for (const match of text.matchAll(/\$\$|\$\(([^)]*)\)/g)) {
    const [whole, name] = match;
    const replaced = name === undefined ? ['$'] : (lookUp(name) ?? [whole]);
    parts.push(text.slice(position, match.index), ...replaced);
    position = match.index + whole.length;
  }
  return [...parts, text.slice(position)].filter((part) => part !== '');
}
