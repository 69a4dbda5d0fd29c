import { isIP } from 'node:net';
import { TowpathError } from '../diagnostics';
import { selectorLabels } from '../kubernetes/naming';
import { serviceAccountName } from '../kubernetes/service-account';
import { type FlowSpec, isWorkload } from '../spec/flow-spec';
import { Application } from './application';
import { callSite } from './call-site';
import type { Flow } from './flow';
import { flowIssue, notDeployedHere } from './flow-issue';
import type { NetworkPolicyPeerConfig, PodSelectorConfig, SubjectConfiguration } from './plus-answers';

/**
 * The labels that select a flow's pods, and the namespace that they run in.
 * @throws TowpathError `not-deployed-here` for a flow that is external
 */
export function toPodSelectorConfig(flow: Flow): PodSelectorConfig {
  const spec = specOf(flow);
  if (spec && !isWorkload(spec)) {
    throw new TowpathError([notDeployedHere(flow, 'pods to select', { location: callSite()() })]);
  }
  const namespace = namespaceOf(flow);
  const matchLabels = selectorLabels(Application.of(flow).names, flow.node.id);
  const labelSelector = { isEmpty: () => false, _toKube: () => ({ matchLabels }) } as never;
  return { labelSelector, ...(namespace && { namespaces: { names: [namespace] } }) };
}

/**
 * A flow's pods; for a flow that lives elsewhere, its address.
 * @throws TowpathError `not-deployed-here` for a flow that is external under a name: a policy knows addresses alone
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function toNetworkPolicyPeerConfig(flow: Flow): NetworkPolicyPeerConfig {
  const spec = specOf(flow);
  if (spec?.kind !== 'external') return { podSelector: toPodSelectorConfig(flow) };
  const family = isIP(spec.host);
  if (family !== 0) return { ipBlock: addressBlock(`${spec.host}/${family === 4 ? 32 : 128}`) };
  const hint = `a network policy knows no host names: name the addresses of ${spec.host} with \`NetworkPolicyIpBlock\`, or its pods with \`Pods.select\` if it runs in this cluster`;
  throw new TowpathError([
    notDeployedHere(flow, 'pods that a network policy could name', { hint, location: callSite()() }),
  ]);
}

/**
 * The account that a flow's pods run as. Without one of its own that is `default`, which it shares with
 * other pods of the namespace; so it answers with that one only where its pods can use it.
 * @throws TowpathError `not-deployed-here` or `no-identity`
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
export function toSubjectConfiguration(flow: Flow): SubjectConfiguration {
  try {
    const { name, namespace } = serviceAccountOf(flow);
    return { apiGroup: '', kind: 'ServiceAccount', name, ...(namespace && { namespace }) };
  } catch (error) {
    // A role binding asks while it is written, and cdk8s makes a text of what is thrown then.
    if (TowpathError.is(error)) Application.of(flow).report(...error.issues);
    throw error;
  }
}

/** Name and namespace of the account that a flow's pods run as. */
export function serviceAccountOf(flow: Flow): { readonly name: string; readonly namespace: string | undefined } {
  const { spec } = flow;
  if (!isWorkload(spec)) throw new TowpathError([notDeployedHere(flow, 'service account')]);
  const namespace = namespaceOf(flow);
  const own = serviceAccountName(Application.of(flow).names, spec);
  if (own !== undefined) return { name: own, namespace };
  if (spec.serviceAccountToken) return { name: 'default', namespace };
  const message = `\`${flow.node.id}\` has neither a service account nor a token of the cluster's API, so it cannot use rights`;
  const hint = 'give it a `serviceAccount`; or `serviceAccountToken: true`, and it shares the account `default`';
  throw new TowpathError([flowIssue(flow, 'no-identity', message, { hint })]);
}

/** Where a flow's pods run: an override may have moved them. */
function namespaceOf(flow: Flow): string | undefined {
  const runner = (['deployment', 'statefulSet', 'job', 'cronJob'] as const)
    .map((name) => flow.object(name))
    .find(Boolean);
  return runner?.metadata.namespace ?? Application.of(flow).namespace;
}

/** Labels of a flow do not depend on its values, so one with mistakes can be selected, and the mistakes be listed. */
function specOf(flow: Flow): FlowSpec | undefined {
  return flow.isValid ? flow.spec : undefined;
}

function addressBlock(cidr: string): never {
  return { _toKube: () => ({ cidr }) } as never;
}
