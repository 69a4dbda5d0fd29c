import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { groupOf } from '../../kubernetes/api-version';
import { managedByLabel, managedByTowpath } from '../../kubernetes/labels';
import { nameIn } from '../source-object';
import { declaredObject } from './declared-object';

/** Kinds, with their groups, whose objects are never read: what controllers make, and Secrets. */
export const unreadKinds: readonly string[] = [
  ...['Secret', 'Pod', 'PodTemplate', 'Endpoints', 'Event'],
  ...['ReplicaSet.apps', 'ControllerRevision.apps', 'Lease.coordination.k8s.io', 'Event.events.k8s.io'],
  ...['EndpointSlice.discovery.k8s.io', 'PodMetrics.metrics.k8s.io'],
];

/** What somebody declared in a namespace, of the objects that a server keeps there. */
export function declaredObjects(live: readonly Fields[]): Fields[] {
  const present = new Set(live.map(({ metadata }) => fieldsOf(metadata).uid));
  const isOwned = (object: Fields) =>
    itemsOf(fieldsOf(object.metadata).ownerReferences).some(
      ({ uid, controller }) => controller === true || present.has(uid),
    );
  const scaled = live
    .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
    .map(({ spec }) => scaledBy(fieldsOf(fieldsOf(spec).scaleTargetRef)));
  return live
    .filter(
      (object) => !isOwned(object) && !isOfServer(object) && fieldsOf(object.metadata).deletionTimestamp === undefined,
    )
    .map((object) => declaredObject(object, scaled.includes(scaledBy({ ...object, name: nameIn(object) }))));
}

function scaledBy({ apiVersion, kind, name }: Fields): string {
  return `${groupOf(String(apiVersion ?? ''))}/${String(kind)}/${String(name)}`;
}

/** Objects that each namespace has, and the records of towpath. */
function isOfServer(object: Fields): boolean {
  const name = nameIn(object);
  if (object.kind === 'ServiceAccount') return name === 'default';
  if (object.kind !== 'ConfigMap') return false;
  const { labels } = fieldsOf(object.metadata);
  const isRecord = name.startsWith('towpath.') && fieldsOf(labels)[managedByLabel] === managedByTowpath;
  return isRecord || ['kube-root-ca.crt', 'openshift-service-ca.crt'].includes(name);
}
