import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { type Fields, fieldsOf, itemsOf } from '../../src/equivalence/fields';

/** What both kompose and adopt make of a service, in one spelling. */
export interface WorkloadFacts {
  readonly kind: unknown;
  readonly replicas: unknown;
  readonly image: unknown;
  readonly command: unknown;
  readonly args: unknown;
  readonly ports: readonly string[];
  readonly env: Fields;
  readonly mounts: readonly string[];
  readonly claims: readonly string[];
  readonly check: unknown;
  readonly resources: unknown;
  readonly security: unknown;
  readonly policy: unknown;
}

const workloads = ['Deployment', 'StatefulSet', 'DaemonSet', 'Pod', 'Job', 'CronJob', 'ReplicationController'];

/** The objects that kompose expects. */
export function expectedObjects(file: string): Fields[] {
  const all = [...parseAllDocuments(readFileSync(file, 'utf8'))].map((document) => fieldsOf(document.toJS()));
  return all.flatMap((object) => (object.kind === 'List' ? [...itemsOf(object.items)] : [object]));
}

/** The facts of each workload by its name. */
export function workloadFacts(objects: readonly Fields[]): Record<string, WorkloadFacts> {
  const all = objects.filter(({ kind }) => workloads.includes(String(kind)));
  return Object.fromEntries(all.map((object) => [String(fieldsOf(object.metadata).name), factsOf(object, objects)]));
}

function factsOf(object: Fields, objects: readonly Fields[]): WorkloadFacts {
  const { kind } = object;
  const spec = fieldsOf(object.spec);
  const inner = kind === 'CronJob' ? fieldsOf(fieldsOf(spec.jobTemplate).spec) : spec;
  const pod = kind === 'Pod' ? spec : fieldsOf(fieldsOf(inner.template).spec);
  const [container = {}] = itemsOf(pod.containers);
  const probe = fieldsOf(container.livenessProbe ?? container.readinessProbe);
  const { limits, requests } = fieldsOf(container.resources);
  return {
    kind,
    replicas: spec.replicas ?? 1,
    image: container.image,
    command: container.command,
    args: container.args,
    ports: itemsOf(container.ports)
      .map(({ containerPort, protocol = 'TCP' }) => `${containerPort}/${protocol}`)
      .sort(),
    env: variables(container, objects),
    mounts: itemsOf(container.volumeMounts)
      .map(({ mountPath, readOnly }) => `${mountPath}${readOnly === true ? ':ro' : ''}`)
      .sort(),
    claims: itemsOf(pod.volumes)
      .flatMap(({ persistentVolumeClaim: claim }) => (claim ? [String(fieldsOf(claim).claimName)] : []))
      .sort(),
    check: fieldsOf(probe.exec).command && [
      fieldsOf(probe.exec).command,
      probe.periodSeconds ?? 10,
      probe.timeoutSeconds ?? 1,
      probe.failureThreshold ?? 3,
      probe.initialDelaySeconds ?? 0,
    ],
    resources: [limits, requests].map(
      (list) => list && Object.entries(fieldsOf(list)).map(([key, amount]) => [key, bytes(String(amount))]),
    ),
    security: [container.securityContext, pod.hostPID, pod.terminationGracePeriodSeconds],
    policy: container.imagePullPolicy || undefined,
  };
}

/** A quantity of bytes or cores as a number: kompose writes bytes. */
function bytes(amount: string): number {
  const [, number, unit = ''] = /^([\d.]+)(m|Ki|Mi|Gi)?$/.exec(amount) ?? [];
  return Number(number) * ({ m: 0.001, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 }[unit] ?? 1);
}

/** The values of variables, also of those that stand in a ConfigMap. */
function variables(container: Fields, objects: readonly Fields[]): Fields {
  const dataOf = (name: unknown) =>
    fieldsOf(objects.find(({ kind, metadata }) => kind === 'ConfigMap' && fieldsOf(metadata).name === name)?.data);
  const shared = itemsOf(container.envFrom).flatMap(({ configMapRef }) =>
    Object.entries(dataOf(fieldsOf(configMapRef).name)),
  );
  const own = itemsOf(container.env).map(({ name, value = '', valueFrom }) => {
    const { name: from, key } = fieldsOf(fieldsOf(valueFrom).configMapKeyRef);
    const secret = fieldsOf(valueFrom).secretKeyRef;
    return [name, secret ? '(secret)' : from === undefined ? value : dataOf(from)[String(key)]];
  });
  return Object.fromEntries([...shared, ...own].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
