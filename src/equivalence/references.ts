import { type Fields, itemsOf } from './fields';

/**
 * Adds to each variable of a container the variables that its value refers to, and whether they stand before it or after
 * it. Kubernetes replaces `$(OTHER)` only if `OTHER` stands before the variable.
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function withReferences(env: unknown): unknown {
  const variables = itemsOf(env);
  const names = variables.map(({ name }) => name);
  return variables.map((variable, position) => {
    const referred = referredIn(variable);
    if (referred.length === 0) return variable;
    const places = referred.map((name) => [name, names.indexOf(name) < position ? 'stands before' : 'stands after']);
    return { ...variable, refersTo: Object.fromEntries(places) };
  });
}

/** `$$(OTHER)` is text and no reference. */
function referredIn({ value }: Fields): string[] {
  return [...String(value ?? '').matchAll(/\$\$|\$\(([^()]+)\)/g)].flatMap(([, name]) => name ?? []);
}
