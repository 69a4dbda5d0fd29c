import { visit } from '../data/visit';
import { errorIssue, formatPath, type Issue } from '../diagnostics';
import type { AssembledObject } from './application-assembly';

/** Part of the text that Pulumi inserts if an output is converted to text or JSON. */
const explanation = 'on an [Output<T>] is not supported';

/** Reports fields with Pulumi outputs that were converted to text, for example in a template literal. */
export function lostOutputs(objects: readonly Pick<AssembledObject, 'path' | 'manifest'>[]): Issue[] {
  return objects.flatMap(({ path, manifest }) => fields(manifest).map((field) => lostOutput(path, field)));
}

/** Reports a Pulumi output that was passed to cdk8s, whose own error does not name it. */
export function refusedOutput(error: unknown, path: string): Issue[] {
  return /(type '|instance of `)(OutputImpl|Output)['`]/.test(String(error)) ? [lostOutput(path)] : [];
}

function fields(manifest: unknown): string[] {
  const found: string[] = [];
  visit(manifest, (value, path) => {
    if (typeof value === 'string' && value.length > explanation.length && value.includes(explanation))
      found.push(formatPath(path));
    return true;
  });
  return found;
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
