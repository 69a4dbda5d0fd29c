import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Resources } from '../../cluster/cluster';
import { admissionGroup } from '../../kubernetes/api-groups';
import { apiVersionOf } from '../../kubernetes/api-version';
import { environmentLabel, managedByLabel, managedByTowpath, partOfLabel } from '../../kubernetes/labels';
import type { DesiredApplication } from '../../release/desired';
import { leaseRef } from '../../release/store/instance';
import { clusterRules, scaledKeys } from './guard-names';
import { guardValidations, guardVariables } from './guard-validations';
import { kubernetesItself, namesOf, notFrom, requestersOf } from './requesters';
import type { Subject } from './subject';

/** An application with a namespace, and its objects with theirs. */
export type PlacedApplication = DesiredApplication & { readonly namespace: string };

/**
 * A policy of the API server, with its binding: only the given accounts, and Kubernetes itself, change the objects of an
 * application, their numbers of replicas, and the records of its releases.
 *
 * @param resources the kinds that are known
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function guardOf(
  placed: PlacedApplication,
  subjects: readonly Subject[],
  resources: Pick<Resources, 'find'>,
): KubernetesObject[] {
  const { application, environment, instance, namespace, objects } = placed;
  const instanceRef = { instance, namespace };
  const manifests = objects.map(({ manifest }) => manifest);
  // A namespace contains no dot, so the name belongs to this application in this namespace alone.
  const name = `${leaseRef(instanceRef).name}.${namespace}`;
  const labels = { [managedByLabel]: managedByTowpath, [partOfLabel]: application, [environmentLabel]: environment };
  const deployers = requestersOf(subjects);
  const message = [
    `only ${namesOf(deployers)} may change what towpath keeps in the cluster for \`${instance}\` in \`${environment}\`:`,
    'change the workspace and let that account deploy it; in an emergency an administrator can delete the',
    `ValidatingAdmissionPolicyBinding \`${name}\` first`,
  ].join(' ');
  const spec = {
    failurePolicy: 'Fail',
    matchConstraints: {
      namespaceSelector: {
        matchExpressions: [
          { key: 'kubernetes.io/metadata.name', operator: 'In', values: guardedNamespaces(namespace, manifests) },
        ],
      },
      resourceRules: [
        {
          apiGroups: ['*'],
          apiVersions: ['*'],
          resources: ['*/*'],
          operations: ['CREATE', 'UPDATE', 'DELETE'],
          scope: 'Namespaced',
        },
        ...clusterRules(manifests, resources),
      ],
    },
    matchConditions: [
      { name: 'is-stored', expression: '!request.dryRun' },
      { name: 'not-the-deployer', expression: notFrom(deployers) },
      { name: 'not-kubernetes', expression: notFrom(kubernetesItself) },
    ],
    variables: guardVariables(instanceRef),
    validations: guardValidations(instanceRef, scaledKeys(manifests, resources)).map((expression) => ({
      expression,
      message,
      reason: 'Forbidden',
    })),
  };
  const apiVersion = apiVersionOf(admissionGroup, 'v1');
  return [
    { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata: { name, labels }, spec },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name, labels },
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}

/** The namespaces of an application: its own, and those of objects that are elsewhere. */
export function guardedNamespaces(namespace: string, manifests: readonly KubernetesObject[]): string[] {
  return [...new Set([namespace, ...manifests.flatMap(({ metadata }) => metadata.namespace ?? [])])].sort();
}
