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
  return [...references(text)].flatMap(({ name }) => name || []);
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
  for (const { start, end, name } of references(text)) {
    const replaced = name === undefined ? ['$'] : (lookUp(name) ?? [text.slice(start, end)]);
    parts.push(text.slice(position, start), ...replaced);
    position = end;
  }
  return [...parts, text.slice(position)].filter((part) => part !== '');
}

/** A piece of text that Kubernetes replaces. */
interface Reference {
  readonly start: number;
  readonly end: number;
  /** Absent for the escape `$$`. */
  readonly name?: string;
}

/** Finds `$$` and `$(NAME)`, from left to right. Each character is looked at once, also in `$($($(` without an end. */
function* references(text: string): Generator<Reference> {
  let close = -1;
  for (let start = text.indexOf('$'); start !== -1; ) {
    let end = start + 1;
    if (text[end] === '$') yield { start, end: ++end };
    else if (text[end] === '(') {
      if (close < end) close = text.indexOf(')', end);
      if (close === -1) close = text.length; // no later one has an end either
      if (close < text.length) {
        yield { start, end: close + 1, name: text.slice(end + 1, close) };
        end = close + 1;
      }
    }
    start = text.indexOf('$', end);
  }
}
