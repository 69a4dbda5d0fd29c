import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject, Resources } from '../../cluster/cluster';
import { valueAt } from '../../data/merge';
import { coordinationGroup, definitionsGroup } from '../../kubernetes/api-groups';
import { groupKindOf, groupOf } from '../../kubernetes/api-version';
import { createdKinds, podTemplateKinds } from '../../kubernetes/kinds';
import { builtinResource } from '../../targets/kubernetes/api-resource';
import type { DesiredApplication } from '../desired';
import { type Watch, watchesFor } from '../readiness/watches';
import { type InstanceRef, leaseRef } from '../store/instance';
import { grantedRights } from './granted';
import type { Right } from './right';

export interface RightsOptions {
  /** Whether fields of other tools are taken over. */
  readonly takeOwnership?: boolean | undefined;
  /** Whether claims that are no longer declared are deleted. */
  readonly pruneData?: boolean | undefined;
  /** Whether a failed deploy shows the output of pods. */
  readonly logs?: boolean | undefined;
}

/** Built-in kinds that may not be ready when the server has accepted them. */
const comeUp = [
  ...[...podTemplateKinds, ...createdKinds].map(groupKindOf),
  `CustomResourceDefinition.${definitionsGroup}`,
  'PersistentVolumeClaim',
  'PodDisruptionBudget.policy',
  'ReplicationController',
];

/**
 * All rights that an account needs to deploy an application. Rights that every authenticated account has are left out:
 * to discover kinds, and to read its own name.
 *
 * @param desired the objects with their namespaces
 * @param resources the kinds that the server knows; objects of other kinds are left out
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

/** The rights that our own requests need. Other checks of the server depend on the content of the objects. */
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
      verbsFor(manifest, options).flatMap(({ namespace, verbs, isNarrow }) =>
        rightsTo(verbs, manifest, resources, namespace, isNarrow ? manifest.metadata.name : undefined),
      ),
    ),
    ...watching(manifests, resources, ({ objects: waited }) => waited.length > 0),
  ];
}

/**
 * The rights to read objects that explain a blocker. A deploy without them reports fewer details and has the same
 * result, perhaps later.
 */
export function explainingRights(
  { objects }: Pick<DesiredApplication, 'objects'>,
  resources: Pick<Resources, 'find'>,
): Right[] {
  const manifests = objects.map(({ manifest }) => manifest);
  return watching(manifests, resources, ({ objects: waited }) => waited.length === 0);
}

/** For each watch that is opened. A list comes before each watch. */
function watching(
  manifests: readonly KubernetesObject[],
  resources: Pick<Resources, 'find'>,
  isMeant: (watch: Watch) => boolean,
): Right[] {
  return watchesFor(manifests.filter(mayHaveToComeUp) as unknown as LiveObject[])
    .filter(isMeant)
    .flatMap((watch) => rightsTo(['list', 'watch'], watch, resources, watch.options.namespace));
}

/** Rights on a kind. Empty if the server does not know the kind. */
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

/**
 * A Route that sets its own host or certificate. @see
 * https://docs.openshift.com/container-platform/latest/networking/routes/route-configuration.html
 */
function ownHost(manifest: KubernetesObject): Right[] {
  const [host, tls] = ['host', 'tls'].map((field) => valueAt(manifest, ['spec', field]));
  const group = 'route.openshift.io';
  if (manifest.kind !== 'Route' || groupOf(manifest.apiVersion) !== group || !(host || tls)) return [];
  const { namespace } = manifest.metadata;
  return ['create', 'update'].map((verb) => ({ namespace, group, resource: 'routes/custom-host', verb }));
}

/** The objects that towpath keeps in the cluster. Releases are numbered, so their names are not known in advance. */
function bookkeeping(instanceRef: InstanceRef): Right[] {
  const { namespace } = instanceRef;
  const { name } = leaseRef(instanceRef);
  const lease = { namespace, group: coordinationGroup, resource: 'leases' };
  return [
    ...['get', 'list', 'create', 'patch', 'delete'].map((verb) => ({
      namespace,
      group: '',
      resource: 'configmaps',
      verb,
    })),
    // A create request does not contain the object's name in its address, so no rule can limit it to one name.
    { ...lease, verb: 'create' },
    ...['get', 'list', 'watch', 'update', 'delete'].map((verb) => ({ ...lease, verb, name })),
  ];
}

interface Verbs {
  readonly namespace: string | undefined;
  readonly verbs: readonly string[];
  /** Whether the right is limited to the one object. Otherwise it covers all objects of its kind in the namespace. */
  readonly isNarrow: boolean;
}

function verbsFor({ apiVersion, kind, metadata }: KubernetesObject, options: RightsOptions): Verbs[] {
  const write = ['create', 'patch', ...(options.takeOwnership ? ['update'] : [])];
  // A namespace is requested as if it were in itself. It exists before anybody has rights in it.
  if (apiVersion === 'v1' && kind === 'Namespace') {
    const verbs = ['get', ...write.filter((verb) => verb !== 'create')];
    return [{ namespace: metadata.name, verbs, isNarrow: false }];
  }
  const { namespace } = metadata;
  // Cluster-scoped objects are not searched and not deleted; they are only read and applied by name.
  if (namespace === undefined) return [{ namespace, verbs: ['get', ...write], isNarrow: true }];
  // Objects that are no longer declared are found by a list of their kind, and deleted by their old names.
  const isKept = kind === 'PersistentVolumeClaim' && !options.pruneData;
  const whole = { namespace, verbs: ['get', 'list', ...(isKept ? [] : ['delete'])], isNarrow: false };
  // Names of other kinds change: those of jobs with their content, all others with the flows. A list of Secrets shows
  // their content, and so does a pod that mounts them, which every deployer may create. Limiting reads would therefore
  // protect nothing, and only writes are limited.
  return [whole, { namespace, verbs: write, isNarrow: kind === 'Secret' }];
}

/** A custom kind may report that it is not ready. */
function mayHaveToComeUp(manifest: KubernetesObject): boolean {
  return comeUp.includes(groupKindOf(manifest)) || builtinResource(manifest.apiVersion, manifest.kind) === undefined;
}
