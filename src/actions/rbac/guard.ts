import type { KubernetesObject } from '../../assembly/application-assembly';
import { errorIssue, type Issue } from '../../diagnostics';
import { apiVersionOf } from '../../kubernetes/api-version';
import { partOfSet } from '../../kubernetes/apply-set';
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
 * the objects of an application and the records that towpath keeps for it. Subresources such as `scale` and `status` are
 * not guarded, because autoscalers and controllers write them.
 *
 * @param objects with their namespaces; those without one are cluster-scoped
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function guardOf(
  { application, environment, instance, namespace = '' }: DesiredApplication,
  objects: readonly KubernetesObject[],
  subjects: readonly Subject[],
): KubernetesObject[] {
  const instanceRef = { instance, namespace };
  const placed = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
  const namespaces = [...new Set([namespace, ...placed])].sort();
  const isNamespaced = objects.every(({ metadata }) => metadata.namespace !== undefined);
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
          {
            ...{ apiGroups: ['*'], apiVersions: ['*'], resources: ['*'] },
            ...{ operations: ['CREATE', 'UPDATE', 'DELETE'], scope: isNamespaced ? 'Namespaced' : '*' },
          },
        ],
      },
      matchConditions: [
        { name: 'belongs-to-the-application', expression: `${isInSet(instanceRef)} || ${isRecord(instanceRef)}` },
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
