import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster } from '../../cluster/cluster';
import { rbacHint, saysMissingRight, translateFailures } from '../../cluster/failures';
import { isApiFailure } from '../../cluster/http/api-failure';
import { groupBy } from '../../data/group-by';
import { valueAt } from '../../data/merge';
import { errorIssue, type Issue } from '../../diagnostics';
import type { DesiredApplication } from '../desired';
import type { InstanceRef } from '../store/instance';
import { askedRights } from './needed';
import { covers, type Right } from './right';
import { isRule, rightsOf } from './rules';

/** The verbs that a plan needs: to read, and to apply as a dry run. */
const planning = ['get', 'list', 'create', 'patch'];

/**
 * Reports all missing rights at once after the server has refused one: it names one right in each answer, and some
 * requests depend on others.
 */
export async function withAllMissing(
  cluster: Cluster,
  desired: Pick<DesiredApplication, 'objects'>,
  instanceRef: InstanceRef,
  issues: readonly Issue[],
): Promise<Issue[]> {
  const isRight = ({ code, message }: Issue) => code === 'cluster-forbidden' && saysMissingRight(message);
  if (!issues.some(isRight)) return [...issues];
  const needed = askedRights(desired, instanceRef, await translateFailures(cluster.resources()));
  const lacked = needed.filter(({ verb }) => planning.includes(verb));
  const missing = await translateFailures(missingIssues(cluster, lacked));
  return missing.length > 0 ? [...missing, ...issues.filter((issue) => !isRight(issue))] : [...issues];
}

/** One issue for each kind and namespace, with all verbs that are missing. */
export async function missingIssues(cluster: Cluster, rights: readonly Right[]): Promise<Issue[]> {
  // An account may lack the right to ask for its own rights. Then only the refusals of the server are reported.
  const missing = await missingRights(cluster, rights).catch((error) => {
    if (isApiFailure(error, 403)) return [];
    throw error;
  });
  if (missing.length === 0) return [];
  const user = await cluster.user();
  const places = groupBy(missing, ({ namespace, group, resource, name }) =>
    JSON.stringify([namespace, group, resource, name]),
  );
  return [...places.values()].map((same): Issue => {
    const [{ namespace, group, resource, name }] = same;
    const verbs = [...new Set(same.map(({ verb }) => verb))].join(', ');
    const what = `${resource}${group && `.${group}`}${name === undefined ? '' : ` \`${name}\``}`;
    const where = namespace === undefined ? '' : ` in the namespace \`${namespace}\``;
    const message = `${user} may not ${verbs} ${what}${where}`;
    return errorIssue('cluster-forbidden', message, { hint: rbacHint });
  });
}

/**
 * The rights that the server does not grant. One review for each namespace finds most granted rights. Some authorizers
 * do not list all of them, so a review of its own checks each of the others.
 */
async function missingRights(cluster: Cluster, rights: readonly Right[]): Promise<Right[]> {
  const namespaces = [...new Set(rights.flatMap(({ namespace }) => namespace ?? []))];
  const given = (await Promise.all(namespaces.map((namespace) => givenRights(cluster, namespace)))).flat();
  const unlisted = rights.filter((right) => !given.some((one) => covers(one, right)));
  const answers = await Promise.all(unlisted.map((right) => isGiven(cluster, right)));
  return unlisted.filter((_, index) => !answers[index]);
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-rules-review-v1/ */
async function givenRights(cluster: Cluster, namespace: string): Promise<Right[]> {
  const review = await cluster.create(question('SelfSubjectRulesReview', { namespace }));
  const rules = valueAt(review, ['status', 'resourceRules']);
  return Array.isArray(rules) ? rules.filter(isRule).flatMap((rule) => rightsOf(rule, namespace)) : [];
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/ */
async function isGiven(cluster: Cluster, { resource: path, ...right }: Right): Promise<boolean> {
  const [resource, subresource] = path.split('/');
  const resourceAttributes = { ...right, resource, subresource };
  const review = await cluster.create(question('SelfSubjectAccessReview', { resourceAttributes }));
  return valueAt(review, ['status', 'allowed']) === true;
}

/** A review is not stored, so it has no name. */
function question(kind: string, spec: object): KubernetesObject {
  return { apiVersion: 'authorization.k8s.io/v1', kind, metadata: { name: '' }, spec };
}
