import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject, Resources } from '../../cluster/cluster';
import { groupKindOf, groupOf } from '../../cluster/discovery';
import { valueAt } from '../../data/merge';
import { builtinResource } from '../../targets/kubernetes/api-resource';
import type { DesiredApplication } from '../desired';
import { type Watch, watchesFor } from '../readiness/watches';
import { type InstanceRef, leaseRef } from '../store/instance';
import { grantedRights } from './granted';
import type { Right } from './right';

export interface RightsOptions {
  /** Whether what other tools wrote is taken over. */
  readonly takeOwnership?: boolean | undefined;
  /** Whether claims are deleted that are no longer declared. */
  readonly pruneData?: boolean | undefined;
}

/** Kinds of Kubernetes' own that may not be ready yet when the server has taken them. */
const comeUp = [
  'CustomResourceDefinition.apiextensions.k8s.io',
  'DaemonSet.apps',
  'Deployment.apps',
  'Job.batch',
  'PersistentVolumeClaim',
  'Pod',
  'PodDisruptionBudget.policy',
  'ReplicaSet.apps',
  'ReplicationController',
  'StatefulSet.apps',
];

/**
 * All that who deploys an application has to be allowed. What everybody may do who is known to a server is not in it:
 * to ask what it serves, and who one is.
 *
 * @param desired its objects where they will stand
 * @param resources how kinds are addressed; what is not known is left out
 */
export function neededRights(
  desired: Pick<DesiredApplication, 'objects'>,
  instanceRef: InstanceRef,
  resources: Pick<Resources, 'find'>,
  options: RightsOptions = {},
): Right[] {
  const manifests = desired.objects.map(({ manifest }) => manifest);
  const asked = askedRights(desired, instanceRef, resources, options);
  return [...asked, ...manifests.flatMap(ownHost), ...grantedRights(manifests)];
}

/** Those of them that are asked for by a request of ours. What a server asks besides depends on what stands in it. */
export function askedRights(
  { objects }: Pick<DesiredApplication, 'objects'>,
  instanceRef: InstanceRef,
  resources: Pick<Resources, 'find'>,
  options: RightsOptions = {},
): Right[] {
  const manifests = objects.map(({ manifest }) => manifest);
  return [
    ...bookkeeping(instanceRef),
    ...manifests.flatMap((manifest) =>
      verbsFor(manifest, instanceRef, options).flatMap(({ namespace, verbs, isNarrow }) =>
        rightsTo(verbs, manifest, resources, namespace, isNarrow ? manifest.metadata.name : undefined),
      ),
    ),
    ...watching(manifests, resources, ({ objects: waited }) => waited.length > 0),
  ];
}

/** What tells why something does not come up. A deploy without them says less, and sooner or later the same. */
export function explainingRights(
  { objects }: Pick<DesiredApplication, 'objects'>,
  resources: Pick<Resources, 'find'>,
): Right[] {
  const manifests = objects.map(({ manifest }) => manifest);
  return watching(manifests, resources, ({ objects: waited }) => waited.length === 0);
}

/** For the very watches that are opened; a list comes before each. */
function watching(
  manifests: readonly KubernetesObject[],
  resources: Pick<Resources, 'find'>,
  isMeant: (watch: Watch) => boolean,
): Right[] {
  return watchesFor(manifests.filter(mayHaveToComeUp) as unknown as LiveObject[])
    .filter(isMeant)
    .flatMap((watch) => rightsTo(['list', 'watch'], watch, resources, watch.options.namespace));
}

/** On a kind; none where it is not known how it is addressed. */
export function rightsTo(
  verbs: readonly string[],
  { apiVersion, kind }: Pick<KubernetesObject, 'apiVersion' | 'kind'>,
  resources: Pick<Resources, 'find'>,
  namespace: string | undefined,
  name?: string,
): Right[] {
  const resource = resources.find(apiVersion, kind)?.plural;
  if (resource === undefined) return [];
  return verbs.map((verb) => ({ namespace, group: groupOf(apiVersion), resource, verb, name }));
}

/** A Route that says its own host or certificate. @see https://docs.openshift.com/container-platform/latest/networking/routes/route-configuration.html */
function ownHost(manifest: KubernetesObject): Right[] {
  const [host, tls] = ['host', 'tls'].map((field) => valueAt(manifest, ['spec', field]));
  const group = 'route.openshift.io';
  if (manifest.kind !== 'Route' || groupOf(manifest.apiVersion) !== group || !(host || tls)) return [];
  const { namespace } = manifest.metadata;
  return ['create', 'update'].map((verb) => ({ namespace, group, resource: 'routes/custom-host', verb }));
}

/** What towpath leaves in the cluster of a deploy: releases are numbered, so their names cannot be said before. */
function bookkeeping(instanceRef: InstanceRef): Right[] {
  const { namespace } = instanceRef;
  const { name } = leaseRef(instanceRef);
  const lease = { namespace, group: 'coordination.k8s.io', resource: 'leases' };
  return [
    ...['get', 'list', 'create', 'patch', 'delete'].map((verb) => ({
      namespace,
      group: '',
      resource: 'configmaps',
      verb,
    })),
    // Created by a request that does not name it in its address, which no rule can narrow.
    { ...lease, verb: 'create' },
    ...['get', 'list', 'watch', 'update'].map((verb) => ({ ...lease, verb, name })),
  ];
}

interface Verbs {
  readonly namespace: string | undefined;
  readonly verbs: readonly string[];
  /** Whether for the object alone; for its kind in the namespace otherwise. */
  readonly isNarrow: boolean;
}

function verbsFor(
  { apiVersion, kind, metadata }: KubernetesObject,
  instanceRef: InstanceRef,
  options: RightsOptions,
): Verbs[] {
  const write = ['create', 'patch', ...(options.takeOwnership ? ['update'] : [])];
  // A namespace is asked for as if it stood in itself. It is there before anybody has rights in it.
  if (apiVersion === 'v1' && kind === 'Namespace') {
    const verbs = ['get', ...write.filter((verb) => verb !== 'create')];
    return [{ namespace: metadata.name, verbs, isNarrow: false }];
  }
  const { namespace } = metadata;
  // Elsewhere nothing is looked for, and nothing deleted, but what is declared by name.
  if (namespace !== instanceRef.namespace) return [{ namespace, verbs: ['get', ...write], isNarrow: true }];
  // What has gone out of the application is found by a list of its kind, and deleted by a name that it had.
  const isKept = kind === 'PersistentVolumeClaim' && !options.pruneData;
  const whole = { namespace, verbs: ['get', 'list', ...(isKept ? [] : ['delete'])], isNarrow: false };
  // Names of other kinds change: of jobs with what they are for, of all with the flows. A list of Secrets shows what is
  // in them, as does a pod that mounts them, which every deployer may make; so reading cannot be narrowed, only writing.
  return [whole, { namespace, verbs: write, isNarrow: kind === 'Secret' }];
}

/** A kind that is not Kubernetes' own may say of itself that it is not ready. */
function mayHaveToComeUp(manifest: KubernetesObject): boolean {
  return comeUp.includes(groupKindOf(manifest)) || builtinResource(manifest.apiVersion, manifest.kind) === undefined;
}
