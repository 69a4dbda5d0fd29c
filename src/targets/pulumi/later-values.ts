import * as pulumi from '@pulumi/pulumi';
import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { isMap } from '../../data/merge';
import { issueError } from '../../diagnostics';
import type { Later } from '../../model/later';
import { laterValuesIn } from '../../model/reference';
import { showIssues } from './run-error';

/** The outputs in an application's flows, by the placeholder of each in the objects. */
export function laterValues({ model: { flows } }: ApplicationAssembly): ReadonlyMap<string, pulumi.Output<string>> {
  const found = flows.flatMap(({ spec }) => laterValuesIn(spec));
  return new Map(
    found.map((later) => [
      later.resolve(),
      (later.source as pulumi.Output<unknown>).apply((value) => outputAsText(value, later)),
    ]),
  );
}

/**
 * Checks the type of a variable's value. As text, any other value would become `undefined` or `[object Object]` in a
 * container. The error does not show the value, because it may be secret.
 */
export function outputAsText(value: unknown, { path }: Later): string {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  const found = value === null || value === undefined ? `\`${value}\`` : Array.isArray(value) ? 'a list' : 'an object';
  const expected = 'expected text, a number or a boolean';
  const message = `the Pulumi output in \`${path}\` is ${found}; ${expected}`;
  return showIssues(() => {
    throw issueError('invalid-value', message);
  });
}

/** An object with outputs in the place of their placeholders. */
export function withLaterValues<T>(value: T, values: ReadonlyMap<string, pulumi.Output<string>>): T {
  if (values.size === 0) return value;
  if (typeof value === 'string') return inText(value, values) as T;
  if (Array.isArray(value)) return value.map((item) => withLaterValues(item, values)) as T;
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withLaterValues(inner, values)])) as T;
}

function inText(text: string, values: ReadonlyMap<string, pulumi.Output<string>>): pulumi.Input<string> {
  const parts = text.split(/(⟦later:[^⟦⟧]*⟧)/).map((part) => values.get(part) ?? part);
  return parts.every((part) => typeof part === 'string') ? text : pulumi.concat(...parts);
}
