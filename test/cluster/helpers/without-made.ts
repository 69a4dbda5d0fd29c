import type { Fields } from '../../../src/equivalence';
import { change, changeEach, fieldsOf, itemsOf, withoutEmpty } from '../../../src/equivalence/fields';

/** What the server makes up anew for each object that it keeps. */
const made = ['creationTimestamp', 'generation', 'managedFields', 'namespace', 'resourceVersion', 'uid'];
const protection = 'kubernetes.io/pvc-protection';
const addresses = ['clusterIP', 'clusterIPs', 'healthCheckNodePort', 'ipFamilies', 'ipFamilyPolicy'];
/** Of a pod, by the plugins of the server: towpath's own pods ask for none of it. */
const admitted = ['preemptionPolicy', 'priority', 'tolerations'];
const ofTheJob = /^((batch\.kubernetes\.io\/)?(controller-uid|job-name))$/;

/** An object of the server's without what it makes up; what was written tells what it did not. */
export function withoutMade({ status: _, ...object }: Fields, written: Fields): Fields {
  const plain = change(object, 'metadata', (metadata) => without(metadata, (key) => made.includes(key)));
  const asked = fieldsOf(written.spec);
  if (object.kind === 'PersistentVolumeClaim') return unclassed(change(plain, 'metadata', unprotected), asked);
  if (object.kind === 'Service') return change(plain, 'spec', (spec) => withoutAddresses(spec, asked));
  if (object.kind === 'Pod') return change(plain, 'spec', (spec) => without(spec, (key) => admitted.includes(key)));
  return object.kind === 'Job' ? withoutIdentity(plain) : plain;
}

/** A claim that is in use is not deleted at once. */
function unprotected(metadata: Fields): Fields {
  const { finalizers } = metadata;
  const kept = Array.isArray(finalizers) ? finalizers.filter((finalizer) => finalizer !== protection) : [];
  return withoutEmpty({ ...metadata, finalizers: kept }, ['finalizers']);
}

/** The server's own class, where the claim asks for none: a fact of the cluster's. */
function unclassed(claim: Fields, asked: Fields): Fields {
  return change(claim, 'spec', (spec) => without(spec, (key) => key === 'storageClassName' && !(key in asked)));
}

/** Addresses and ports of nodes, but those that are asked for. */
function withoutAddresses(spec: Fields, asked: Fields): Fields {
  const ports = itemsOf(asked.ports).map(({ nodePort }) => nodePort);
  const kept = without(spec, (key) => addresses.includes(key) && !(key in asked));
  return changeEach(kept, 'ports', (port) =>
    without(port, (key) => key === 'nodePort' && !ports.includes(port.nodePort)),
  );
}

/** A job selects its pods by a name of its own, which it puts on them. */
function withoutIdentity(job: Fields): Fields {
  const unlabelled = (fields: Fields) =>
    change(fields, 'metadata', (metadata) =>
      change(metadata, 'labels', (labels) => without(labels, (key) => ofTheJob.test(key))),
    );
  return change(unlabelled(job), 'spec', ({ selector: _, ...spec }) => change(spec, 'template', unlabelled));
}

function without(fields: Fields, isOut: (key: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !isOut(key)));
}
