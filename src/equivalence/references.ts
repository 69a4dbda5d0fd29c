import { type Fields, itemsOf } from './fields';

/**
 * The variables of a container, each with those of its fellows that its value refers to: `$(OTHER)` is replaced
 * only where the other one stands before.
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

/** `$$(OTHER)` is a text. */
function referredIn({ value }: Fields): string[] {
  return [...String(value ?? '').matchAll(/\$\$|\$\(([^()]+)\)/g)].flatMap(([, name]) => name ?? []);
}
