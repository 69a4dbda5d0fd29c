import type { DeclaredApplication } from '../../applications/declared';
import { errorIssue, type Issue } from '../../diagnostics';

/** Creates an error about the names, selectors or labels of an application's flows. */
export function namingIssue({ node: { id } }: DeclaredApplication, message: string, hint: string): Issue {
  return errorIssue('naming-invalid', message, { hint, path: `${id}.naming` });
}
