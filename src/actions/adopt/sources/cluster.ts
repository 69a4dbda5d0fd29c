import { declaredObjects, unreadKinds } from '../../../adoption/live/declared-objects';
import type { ReadObjects } from '../../../adoption/read-objects';
import type { Cluster, LiveObject, Resource } from '../../../cluster/cluster';
import { connect } from '../../../cluster/connect';
import { translateFailures } from '../../../cluster/failures';
import { isApiFailure } from '../../../cluster/http/api-failure';
import { errorIssue, type Issue, issueError, TowpathError, warningIssue } from '../../../diagnostics';
import { apiVersionOf, groupKindOf } from '../../../kubernetes/api-version';
import { dnsLabel } from '../../../model/formats';
import { kubectlFor } from '../../../release/plan/kubectl-for';
import type { ReadSource } from './source';

/** A namespace of a cluster as a source: `cluster:CONTEXT/NAMESPACE`. */
export interface ClusterSource {
  readonly context: string;
  readonly namespace: string;
}

/**
 * The cluster that a source names; undefined for a source of another form. The namespace stands after the last slash,
 * because names of contexts may contain slashes.
 *
 * @throws TowpathError `adopt-nothing` for a source that names no context or no namespace
 */
export function clusterSourceOf(source: string): ClusterSource | undefined {
  if (!source.startsWith('cluster:')) return undefined;
  const [, context, namespace] = /^cluster:(.+)\/([^/]+)$/.exec(source) ?? [];
  if (context !== undefined && dnsLabel.safeParse(namespace).success)
    return { context, namespace: namespace as string };
  throw issueError('adopt-nothing', `the source \`${source}\` does not name a context and a namespace`, {
    hint: 'write `cluster:CONTEXT/NAMESPACE`; `kubectl config get-contexts` lists the contexts',
  });
}

/**
 * Reads what somebody declared in a namespace. It only sends requests that read, and none for Secrets.
 *
 * @throws TowpathError `context-unknown`, `namespace-missing`, `cluster-unreachable`, or `cluster-forbidden` if the
 *   account may list nothing
 */
export async function readCluster({ context, namespace }: ClusterSource, kubeconfig?: string): Promise<ReadSource> {
  const cluster = connect(undefined, { context, kubeconfig });
  try {
    return { ...(await translateFailures(readNamespace(cluster, namespace))), own: [], used: [] };
  } finally {
    await cluster.close();
  }
}

async function readNamespace(cluster: Cluster, namespace: string): Promise<ReadObjects> {
  await assertExists(cluster, namespace);
  const file = `cluster:${cluster.context}/${namespace}`;
  const lists = await Promise.all((await readKinds(cluster)).map((kind) => listed(cluster, kind, namespace)));
  const issues = lists.flatMap((list) => ('issue' in list ? [{ ...list.issue, location: { file } }] : []));
  const found = lists.flatMap((list) => ('objects' in list ? list.objects : []));
  if (issues.length === lists.length) throw new TowpathError([mayListNothing(file)]);
  const objects = declaredObjects(found).map((object) => ({ object, location: { file } }));
  return { objects, issues: objects.length > 0 ? issues : [...issues, nothing(file)] };
}

async function assertExists(cluster: Cluster, name: string): Promise<void> {
  try {
    if (await cluster.get({ apiVersion: 'v1', kind: 'Namespace', name })) return;
  } catch (error) {
    // An account with rights in one namespace often may not read the namespace itself.
    if (isApiFailure(error, 403)) return;
    throw error;
  }
  throw issueError('namespace-missing', `the context \`${cluster.context}\` has no namespace \`${name}\``, {
    hint: `\`${kubectlFor(cluster.context, undefined)} get namespaces\` lists the namespaces`,
  });
}

async function readKinds(cluster: Cluster): Promise<readonly Resource[]> {
  const kinds = (await cluster.resources()).namespacedKinds();
  return kinds.filter((kind) => kind.verbs.includes('list') && !unreadKinds.includes(groupKind(kind)));
}

type Listed = { readonly objects: readonly LiveObject[] } | { readonly issue: Issue };

/** The objects of a kind. A kind that cannot be listed is a finding, because the others are adopted without it. */
async function listed(cluster: Cluster, kind: Resource, namespace: string): Promise<Listed> {
  try {
    return { objects: (await cluster.list(kind, { namespace })).items };
  } catch (error) {
    if (!isApiFailure(error, 403, 404, 405, 503)) throw error;
    const message = `objects of the kind ${groupKind(kind)} were not read: ${error.status.message}`;
    const hint = `if the namespace has such objects, adopt with an account that may list ${kind.plural}`;
    return { issue: warningIssue('adopt-kind-not-read', message, { hint }) };
  }
}

function groupKind({ group, version, kind }: Resource): string {
  return groupKindOf({ apiVersion: apiVersionOf(group, version), kind });
}

function mayListNothing(file: string): Issue {
  return errorIssue('cluster-forbidden', `the account may list nothing in \`${file}\``, {
    hint: 'ask an administrator for a RoleBinding to the ClusterRole `view` in this namespace',
  });
}

function nothing(file: string): Issue {
  return errorIssue('adopt-nothing', `\`${file}\` has no objects that somebody declared`, {
    hint: 'name another namespace; Secrets, and what controllers make, are not adopted',
  });
}
