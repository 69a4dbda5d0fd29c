import { errorIssue, type Issue } from '../diagnostics';
import type { DeclaredFlow } from './declared';

interface Extras {
  readonly hint?: string;
  readonly location?: Issue['location'];
}

/** Creates an error about a flow as a whole. */
export function flowIssue(
  { node }: DeclaredFlow,
  code: Issue['code'],
  message: string,
  { hint, location }: Extras = {},
): Issue {
  const path = `${node.scope?.node.id}.${node.id}`;
  return errorIssue(code, message, { hint, path, location });
}

/** Creates the error for a construct that needs something of a flow that is not deployed in this environment. */
export function notDeployedHere(flow: DeclaredFlow, lacks: string, extras: Extras = {}): Issue {
  const hint = "declare the construct only where the flow's `spec.kind` is neither `external` nor `disabled`";
  return flowIssue(flow, 'not-deployed-here', `\`${flow.node.id}\` is not deployed here, so it has no ${lacks}`, {
    hint,
    ...extras,
  });
}
