import { isMap } from '../data/merge';
import { errorIssue, type Issue } from '../diagnostics';
import type { AssembledObject } from './application-assembly';

/** Part of the text that Pulumi inserts if an output is converted to text or JSON. */
const explanation = 'on an [Output<T>] is not supported';

/** Reports fields with Pulumi outputs that were converted to text, for example in a template literal. */
export function lostOutputs(objects: readonly Pick<AssembledObject, 'path' | 'manifest'>[]): Issue[] {
  return objects.flatMap(({ path, manifest }) => fields(manifest, '').map((field) => lostOutput(path, field)));
}

/** Reports a Pulumi output that was passed to cdk8s, whose own error does not name it. */
export function refusedOutput(error: unknown, path: string): Issue[] {
  return /type '(OutputImpl|Output)'/.test(String(error)) ? [lostOutput(path)] : [];
}

function fields(value: unknown, place: string): string[] {
  if (typeof value === 'string') return value.includes(explanation) ? [place] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => fields(item, `${place}[${index}]`));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => fields(inner, place === '' ? key : `${place}.${key}`));
}

function lostOutput(path: string, field?: string): Issue {
  const place = field === undefined ? 'a field' : `\`${field}\``;
  return errorIssue(
    'value-known-later',
    `${place} contains a Pulumi output, whose value is not known during synthesis`,
    {
      hint: 'use Pulumi outputs only in variables of flows, directly or inside text`…`',
      path,
    },
  );
}
