import { isIP } from 'node:net';
import { callSite } from '../../applications/call-site';
import type { DeclaredApplication, DeclaredFlow } from '../../applications/declared';
import { flowIssue, notDeployedHere } from '../../applications/flow-issue';
import type { NetworkPolicyPeerConfig, PodSelectorConfig, SubjectConfiguration } from '../../applications/plus-answers';
import { TowpathError } from '../../diagnostics';
import { type FlowSpec, isWorkload } from '../../model/flow-spec';
import { declaredNames, flowNames } from './flow-names';
import { canSelectPods } from './labels';
import { selectorLabels } from './selector';
import { lacksSelector } from './selector-issues';
import { serviceAccountName } from './service-account';

/**
 * The labels that select a flow's pods, and their namespace.
 * @throws TowpathError `not-deployed-here` for an external flow, `naming-invalid` for pods without the labels of the selector
 */
export function podSelector(application: DeclaredApplication, flow: DeclaredFlow): PodSelectorConfig {
  const spec = specOf(flow);
  if (spec && !isWorkload(spec)) {
    throw new TowpathError([notDeployedHere(flow, 'pods to select', { location: callSite()() })]);
  }
  const names = declaredNames(application, flow);
  if (spec && !canSelectPods(names, spec)) {
    const message = `the pods of \`${flow.node.id}\` do not have the labels of their selector, so nothing can select them`;
    throw new TowpathError([
      flowIssue(flow, 'naming-invalid', message, { hint: lacksSelector, location: callSite()() }),
    ]);
  }
  const namespace = namespaceOf(application, flow);
  const matchLabels = selectorLabels(names, flow.node.id);
  const labelSelector = { isEmpty: () => false, _toKube: () => ({ matchLabels }) } as never;
  return { labelSelector, ...(namespace && { namespaces: { names: [namespace] } }) };
}

/**
 * A flow's pods as a peer of a network policy; for an external flow, its address.
 * @throws TowpathError `not-deployed-here` for an external flow whose host is a name, because a network policy can
 *   contain only addresses
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicyPeer(application: DeclaredApplication, flow: DeclaredFlow): NetworkPolicyPeerConfig {
  const spec = specOf(flow);
  if (spec?.kind !== 'external') return { podSelector: podSelector(application, flow) };
  const family = isIP(spec.host);
  if (family !== 0) return { ipBlock: addressBlock(`${spec.host}/${family === 4 ? 32 : 128}`) };
  const hint = `use \`NetworkPolicyIpBlock\` with the IP addresses of \`${spec.host}\`, because a network policy cannot contain host names, or \`Pods.select\` if it runs in this cluster`;
  throw new TowpathError([
    notDeployedHere(flow, 'pods for a network policy to select', { hint, location: callSite()() }),
  ]);
}

/**
 * The account of a flow's pods as the subject of a role binding. A flow without an account of its own runs as the
 * account `default`, which other pods of the namespace use too. That account is returned only if the flow's pods can
 * use its token.
 * @throws TowpathError `not-deployed-here` or `no-identity`
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
export function subject(application: DeclaredApplication, flow: DeclaredFlow): SubjectConfiguration {
  try {
    const { name, namespace } = serviceAccountOf(application, flow);
    return { apiGroup: '', kind: 'ServiceAccount', name, ...(namespace && { namespace }) };
  } catch (error) {
    // A role binding calls this while it is rendered, and cdk8s replaces the error by one with its text.
    if (TowpathError.is(error)) application.report(...error.issues);
    throw error;
  }
}

/** Name and namespace of the account of a flow's pods. */
export function serviceAccountOf(
  application: DeclaredApplication,
  flow: DeclaredFlow,
): { readonly name: string; readonly namespace: string | undefined } {
  const { spec } = flow;
  if (!isWorkload(spec)) throw new TowpathError([notDeployedHere(flow, 'service account')]);
  const namespace = namespaceOf(application, flow);
  const own = serviceAccountName(flowNames(application.names, spec), spec);
  if (own !== undefined) return { name: own, namespace };
  if (spec.serviceAccountToken) return { name: 'default', namespace };
  const message = `\`${flow.node.id}\` has no service account and no token for the API of the cluster, so its pods cannot use rights`;
  const hint =
    'set `serviceAccount` for the flow, or set `serviceAccountToken: true` to use the service account `default`';
  throw new TowpathError([flowIssue(flow, 'no-identity', message, { hint })]);
}

/** The namespace of a flow's pods, which an override may have changed. */
function namespaceOf(application: DeclaredApplication, flow: DeclaredFlow): string | undefined {
  const runner = (['deployment', 'statefulSet', 'job', 'cronJob'] as const)
    .map((name) => flow.object(name))
    .find(Boolean);
  return runner?.metadata.namespace ?? application.namespace;
}

/**
 * The labels of a flow do not depend on its values, so that an invalid flow can be selected and all its issues are
 * reported.
 */
function specOf(flow: DeclaredFlow): FlowSpec | undefined {
  return flow.isValid ? flow.spec : undefined;
}

function addressBlock(cidr: string): never {
  return { _toKube: () => ({ cidr }) } as never;
}
