import * as pulumi from '@pulumi/pulumi';
import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { isMap } from '../../environments/merge';
import { latersIn } from '../../spec/reference';

/** The outputs that stand in an application's flows, by the word that stands for each in the objects. */
export function laterValues({ flows }: ApplicationAssembly): ReadonlyMap<string, pulumi.Output<string>> {
  const found = flows.flatMap(({ spec }) => latersIn(spec));
  return new Map(found.map((later) => [later.resolve(), (later.source as pulumi.Output<unknown>).apply(String)]));
}

/** An object with outputs in the place of the words for them. */
export function withLaterValues<T>(value: T, values: ReadonlyMap<string, pulumi.Output<string>>): T {
  if (values.size === 0) return value;
  if (typeof value === 'string') return inText(value, values) as T;
  if (Array.isArray(value)) return value.map((item) => withLaterValues(item, values)) as T;
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withLaterValues(inner, values)])) as T;
}

function inText(text: string, values: ReadonlyMap<string, pulumi.Output<string>>): pulumi.Input<string> {
  const parts = text.split(/(⟦later:[^⟧]*⟧)/).map((part) => values.get(part) ?? part);
  return parts.every((part) => typeof part === 'string') ? text : pulumi.concat(...parts);
}
