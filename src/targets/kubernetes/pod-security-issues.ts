import type { DeclaredFlow } from '../../applications/declared';
import { errorIssue, type Issue } from '../../diagnostics';
import type { FlowSpec, WorkloadSpec } from '../../model/flow-spec';
import type { Manifest } from './manifest';
import { podSecurityViolations } from './pod-security';
import { podTemplateOf } from './pod-template-of';

/** Reports where the pods of a flow, with all overrides, violate the Pod Security Standard that the flow sets. */
export function podSecurityIssues({ node }: DeclaredFlow, spec: FlowSpec, manifest: Manifest): Issue[] {
  const { security: profile = 'none' } = spec as WorkloadSpec;
  if (profile === 'none') return [];
  const pod = podTemplateOf(manifest);
  const violations = podSecurityViolations(profile, pod);
  const neverAllowed = violations.length > 0 ? podSecurityViolations('baseline', pod) : [];
  return violations.map((message) =>
    errorIssue('pod-security', `${message}, which \`security: ${profile}\` does not allow`, {
      hint: `change the flow or its overrides, or set \`security: ${neverAllowed.includes(message) ? 'none' : 'baseline'}\``,
      path: `${node.scope?.node.id}.${node.id}.security`,
    }),
  );
}
