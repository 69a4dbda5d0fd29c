import { isMap } from '../data/merge';
import { errorIssue, type Issue } from '../diagnostics';
import type { AssembledObject } from './application-assembly';

/** The text that Pulumi puts in the place of an output that is turned into text or JSON. */
const explanation = 'on an [Output<T>] is not supported';

/** Reports outputs of Pulumi that became text too early, as in a template literal, with the field. */
export function lostOutputs(objects: readonly Pick<AssembledObject, 'path' | 'manifest'>[]): Issue[] {
  return objects.flatMap(({ path, manifest }) => fields(manifest, '').map((field) => lostOutput(path, field)));
}

/** Reports an output that reached cdk8s itself, which refuses it without saying what it is. */
export function refusedOutput(error: unknown, path: string): Issue[] {
  return /type '(OutputImpl|Output)'/.test(String(error)) ? [lostOutput(path)] : [];
}

function fields(value: unknown, place: string): string[] {
  if (typeof value === 'string') return value.includes(explanation) ? [place] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => fields(item, `${place}[${index}]`));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => fields(inner, place === '' ? key : `${place}.${key}`));
}

function lostOutput(path: string, field = 'a field'): Issue {
  return errorIssue('value-known-later', `${field} is made of an output of Pulumi, whose value is not known here`, {
    hint: 'only variables of flows take outputs, as they are or inside text`…`',
    path,
  });
}
