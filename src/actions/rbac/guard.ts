import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Resources } from '../../cluster/cluster';
import { groupBy } from '../../data/group-by';
import { errorIssue, type Issue } from '../../diagnostics';
import { apiVersionOf, groupOf } from '../../kubernetes/api-version';
import { partOfSet } from '../../kubernetes/apply-set';
import { canScale } from '../../kubernetes/kinds';
import { environmentLabel, managedByLabel, managedByTowpath, partOfLabel } from '../../kubernetes/labels';
import type { DesiredApplication } from '../../release/desired';
import { type InstanceRef, leaseRef, setId } from '../../release/store/instance';
import type { Subject } from './subject';

/**
 * The accounts of Kubernetes itself: its controllers set annotations and finalizers, bind claims and delete what is left.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles
 */
const kubernetesGroups = ['system:serviceaccounts:kube-system', 'system:nodes'];
const kubernetesUsers = ['system:kube-controller-manager', 'system:kube-scheduler', 'system:cloud-controller-manager'];

/**
 * A ValidatingAdmissionPolicy with its binding: only these subjects, and Kubernetes itself, may create, change or delete
 * the objects of an application, their numbers of replicas, and the records that towpath keeps for it.
 *
 * @param objects with their namespaces; those without one are cluster-scoped
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function guardOf(
  { application, environment, instance, namespace = '' }: DesiredApplication,
  objects: readonly KubernetesObject[],
  subjects: readonly Subject[],
  resources: Pick<Resources, 'find'>,
): KubernetesObject[] {
  const instanceRef = { instance, namespace };
  const placed = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
  const namespaces = [...new Set([namespace, ...placed])].sort();
  const name = `${leaseRef(instanceRef).name}.${namespace}`;
  const metadata = {
    name,
    labels: { [managedByLabel]: managedByTowpath, [partOfLabel]: application, [environmentLabel]: environment },
  };
  const apiVersion = apiVersionOf('admissionregistration.k8s.io', 'v1');
  const who = subjects.map(accountText).join(' or ');
  const policy = {
    apiVersion,
    kind: 'ValidatingAdmissionPolicy',
    metadata,
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        namespaceSelector: {
          matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces }],
        },
        resourceRules: [
          { apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations, scope: 'Namespaced' },
          ...namedRules(objects, resources),
        ],
      },
      matchConditions: [
        {
          name: 'belongs-to-the-application',
          // A Scale has no labels. The rules match it by the name of its object.
          expression: `(has(request.subResource) && request.subResource == 'scale') || ${isInSet(instanceRef)} || ${isRecord(instanceRef)}`,
        },
        { name: 'is-not-kubernetes-itself', expression: `!(${isKubernetes})` },
      ],
      validations: [
        {
          expression: subjects.map(isSubject).join(' || '),
          message: `the application ${application} in ${environment} is changed by towpath alone, as ${who}; in an emergency an administrator deletes the ValidatingAdmissionPolicyBinding ${name}`,
          reason: 'Forbidden',
        },
      ],
    },
  };
  const binding = {
    apiVersion,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata,
    spec: { policyName: name, validationActions: ['Deny'] },
  };
  return [policy, binding];
}

const operations = ['CREATE', 'UPDATE', 'DELETE'];

/** Rules for what is matched by name: objects without a namespace, and numbers of replicas. */
function namedRules(objects: readonly KubernetesObject[], resources: Pick<Resources, 'find'>): object[] {
  const rules = objects.flatMap(({ apiVersion, kind, metadata: { name, namespace } }) => {
    const plural = resources.find(apiVersion, kind)?.plural;
    const rule = { apiGroups: [groupOf(apiVersion)], apiVersions: ['*'], resourceNames: [name] };
    // A namespace outlives its applications, and belongs to no set.
    if (!plural || kind === 'Namespace') return [];
    if (namespace === undefined) return { ...rule, resources: [plural], operations, scope: 'Cluster' };
    if (!canScale(kind)) return [];
    return { ...rule, resources: [`${plural}/scale`], operations: ['UPDATE'], scope: 'Namespaced' };
  });
  const alike = groupBy(rules, ({ resourceNames: _, ...rule }) => JSON.stringify(rule));
  return [...alike.values()].map((same) => ({
    ...same[0],
    resourceNames: [...new Set(same.flatMap(({ resourceNames }) => resourceNames))].sort(),
  }));
}

/** What a guard needs to know and the call does not say. */
export function guardIssues(applications: readonly DesiredApplication[], subjects: readonly Subject[]): Issue[] {
  const homeless = applications.filter(({ namespace }) => !namespace);
  const anonymous = errorIssue('guard-incomplete', 'a guard has to know the account that deploys, and none is named', {
    hint: 'add `--service-account NAMESPACE:NAME`, `--user` or `--group`',
  });
  return [
    ...(subjects.length === 0 ? [anonymous] : []),
    ...homeless.map(({ application, environment }) =>
      errorIssue('guard-incomplete', `the namespace of \`${application}\` in \`${environment}\` is not set`, {
        hint: `set \`namespace:\` in environments/${environment}.yaml`,
      }),
    ),
  ];
}

/** Both versions of an object count, so nobody can take the label off first. */
function isInSet(instanceRef: InstanceRef): string {
  const of = (object: string) =>
    `(${object} != null && has(${object}.metadata.labels) && '${partOfSet}' in ${object}.metadata.labels && ${object}.metadata.labels['${partOfSet}'] == '${setId(instanceRef)}')`;
  return `${of('object')} || ${of('oldObject')}`;
}

function isRecord(instanceRef: InstanceRef): string {
  const { name } = leaseRef(instanceRef);
  return `(request.namespace == '${instanceRef.namespace}' && request.resource.resource in ['configmaps', 'leases'] && (request.name == '${name}' || request.name.startsWith('${name}.')))`;
}

const isKubernetes = [
  `request.userInfo.username in ${listText(kubernetesUsers)}`,
  `request.userInfo.groups.exists(group, group in ${listText(kubernetesGroups)})`,
].join(' || ');

function isSubject({ kind, name, namespace }: Subject): string {
  if (kind === 'Group') return `${JSON.stringify(name)} in request.userInfo.groups`;
  const user = kind === 'ServiceAccount' ? `system:serviceaccount:${namespace}:${name}` : name;
  return `request.userInfo.username == ${JSON.stringify(user)}`;
}

function accountText({ kind, name, namespace }: Subject): string {
  return kind === 'ServiceAccount' ? `the service account ${namespace}:${name}` : `the ${kind.toLowerCase()} ${name}`;
}

function listText(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text}'`).join(', ')}]`;
}
