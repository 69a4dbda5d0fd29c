import { change, changeAt, changeEach, type Fields, fieldsOf, itemsOf, without } from '../../equivalence/fields';
import { kindOf } from '../../equivalence/kinds';
import { partOfSet } from '../../kubernetes/apply-set';
import { withoutServerFields } from '../server-fields';
import { withoutDefaults } from './without-defaults';

/** Annotations that controllers and Helm write. */
const ofTools =
  /^(pv\.kubernetes\.io|meta\.helm\.sh)\/|^volume\.(beta\.)?kubernetes\.io\/(storage-provisioner|selected-node)$|^deprecated\.daemonset\.template\.generation$/;

/** Labels that the controller of Jobs gives to the pods of a Job. */
const ofJob = ['controller-uid', 'job-name', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name'];

/**
 * What somebody declared of an object that a server keeps: the object without what the server, controllers and tools
 * put into it, and without the defaults of Kubernetes.
 *
 * @param isAutoscaled whether an autoscaler sets the number of replicas
 */
export function declaredObject(live: Fields, isAutoscaled: boolean): Fields {
  const own = declared[kindOf(live)]?.(live) ?? live;
  const scaled = isAutoscaled ? change(own, 'spec', (spec) => without(spec, ['replicas'])) : own;
  return withoutDefaults(withoutMarks(scaled));
}

/** The object without what the server and tools mark it with: their labels, annotations and other metadata. */
export function withoutMarks(object: Fields): Fields {
  return withoutEmptyMetadata(change(withoutServerFields(object), 'metadata', metadata));
}

/** What is taken from an object of a kind, by its kind. */
const declared: Readonly<Record<string, (live: Fields) => Fields>> = {
  '/PersistentVolumeClaim': claim,
  '/Service': service,
  '/ServiceAccount': (account) => without(account, ['secrets']),
  'apps/StatefulSet': (set) =>
    change(set, 'spec', (spec) =>
      changeEach(spec, 'volumeClaimTemplates', (template) => without(template, ['status', 'apiVersion', 'kind'])),
    ),
  'batch/Job': job,
};

function metadata(fields: Fields): Fields {
  const annotations = Object.entries(fieldsOf(fields.annotations)).filter(([name]) => !ofTools.test(name));
  const kept = without(fields, ['finalizers', 'ownerReferences']);
  return {
    ...change(kept, 'labels', (labels) => without(labels, [partOfSet])),
    annotations: Object.fromEntries(annotations),
  };
}

/** Maps of labels and annotations that are empty are left out, also those of a pod template, which has a creation time of null. */
function withoutEmptyMetadata(object: Fields): Fields {
  const filled = (fields: Fields): Fields =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([key, value]) => {
        if (key === 'creationTimestamp' && value === null) return [];
        const isBare = ['labels', 'annotations'].includes(key) && Object.keys(fieldsOf(value)).length === 0;
        return isBare ? [] : [[key, value]];
      }),
    );
  const templates = [
    ['metadata'],
    ['spec', 'template', 'metadata'],
    ['spec', 'jobTemplate', 'metadata'],
    ['spec', 'jobTemplate', 'spec', 'template', 'metadata'],
  ];
  return templates.reduce((changed, path) => changeAt(changed, path, filled), object);
}

/** A claim without the volume that a binder chose. A claim that names its volume itself has no such annotation. */
function claim(live: Fields): Fields {
  const { annotations } = fieldsOf(live.metadata);
  if (!('pv.kubernetes.io/bound-by-controller' in fieldsOf(annotations))) return live;
  return change(live, 'spec', (spec) => without(spec, ['volumeName']));
}

/** A Service without the addresses and ports that the server allocated. Only declared ones have a manager. */
function service(live: Fields): Fields {
  const managed = itemsOf(fieldsOf(live.metadata).managedFields).map(({ fieldsV1 }) =>
    fieldsOf(fieldsOf(fieldsV1)['f:spec']),
  );
  const isDeclared = (key: string) => managed.some((spec) => `f:${key}` in spec);
  const isPortDeclared = ({ port, protocol }: Fields) =>
    managed.some((spec) =>
      Object.entries(fieldsOf(spec['f:ports'])).some(
        ([step, fields]) => step === `k:${JSON.stringify({ port, protocol })}` && 'f:nodePort' in fieldsOf(fields),
      ),
    );
  const allocated = ['clusterIP', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort'];
  return change(live, 'spec', (spec) => {
    const kept = without(spec, ['clusterIPs', ...allocated.filter((key) => !isDeclared(key) && spec[key] !== 'None')]);
    return changeEach(kept, 'ports', (port) => (isPortDeclared(port) ? port : without(port, ['nodePort'])));
  });
}

/** A Job without the selector and the labels that its controller made up. */
function job(live: Fields): Fields {
  if (fieldsOf(live.spec).manualSelector === true) return live;
  const labels = [['metadata'], ['spec', 'template', 'metadata']].reduce(
    (changed, path) => changeAt(changed, path, (fields) => change(fields, 'labels', (all) => without(all, ofJob))),
    live,
  );
  return change(labels, 'spec', (spec) => without(spec, ['selector']));
}
