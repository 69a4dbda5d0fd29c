import type { Issue } from '../diagnostics';
import { valueAt } from '../environments/merge';
import type { Manifest } from '../kubernetes/manifest';
import { type Pod, podSecurityViolations } from '../kubernetes/pod-security';
import type { FlowSpec, WorkloadSpec } from '../spec/flow-spec';
import type { Flow } from './flow';

/** Where each kind of object keeps its pods. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** What keeps a flow's pods, overrides included, from the standard that the flow names. */
export function podSecurityIssues({ node }: Flow, spec: FlowSpec, manifest: Manifest): Issue[] {
  const { security: profile = 'none' } = spec as WorkloadSpec;
  const template = templates[manifest.kind];
  if (profile === 'none' || !template) return [];
  const pod = valueAt(manifest, template) as Pod;
  const violations = podSecurityViolations(profile, pod);
  const neverAllowed = violations.length > 0 ? podSecurityViolations('baseline', pod) : [];
  return violations.map((message) => ({
    code: 'pod-security',
    severity: 'error',
    message: `${message}; \`security: ${profile}\` does not allow it`,
    hint: `leave it out, or say \`security: ${neverAllowed.includes(message) ? 'none' : 'baseline'}\``,
    path: `${node.scope?.node.id}.${node.id}.security`,
  }));
}
