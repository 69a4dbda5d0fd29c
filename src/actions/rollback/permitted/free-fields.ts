import type { KubernetesObject } from '../../../assembly/application-assembly';
import { ownValue } from '../../../data/merge';
import type { ValuePath } from '../../../diagnostics';
import { configHashAnnotation, versionLabel } from '../../../kubernetes/labels';
import { builtinResource } from '../../../targets/kubernetes/api-resource';

/** Paths of fields, with spaces between the steps. `*` is any step. A path includes everything below it. */
type Fields = readonly string[];

/** How a container runs and is probed. Volumes, Secrets and devices are not included. */
const container: Fields = [
  ...['command', 'args', 'workingDir', 'imagePullPolicy', 'lifecycle', 'resources limits', 'resources requests'],
  ...['livenessProbe', 'readinessProbe', 'startupProbe', 'terminationMessagePath', 'terminationMessagePolicy'],
  ...['env * name', 'env * value', 'env * valueFrom configMapKeyRef', 'env * valueFrom fieldRef'],
  ...['env * valueFrom resourceFieldRef', 'envFrom * configMapRef', 'envFrom * prefix'],
  ...['ports * name', 'ports * containerPort', 'ports * protocol'],
  ...['volumeMounts * name', 'volumeMounts * mountPath', 'volumeMounts * subPath', 'volumeMounts * subPathExpr'],
];

const version = `metadata labels ${versionLabel}`;

const pod: Fields = [
  ...[version, `metadata annotations ${configHashAnnotation}`],
  ...below('spec', ['restartPolicy', 'terminationGracePeriodSeconds', 'activeDeadlineSeconds']),
  ...below('spec volumes *', ['name', 'emptyDir', 'configMap', 'downwardAPI']),
  ...below('spec containers *', container),
  ...below('spec initContainers *', container),
];

const job: Fields = [
  ...['activeDeadlineSeconds', 'backoffLimit', 'completionMode', 'completions', 'parallelism', 'podFailurePolicy'],
  ...['suspend', 'ttlSecondsAfterFinished', ...below('template', pod)],
  // The server adds these to each job, and refuses them from anybody else.
  ...['selector', ...below('template metadata labels', ['controller-uid', 'job-name'])],
  ...below('template metadata labels', ['batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name']),
];

/**
 * Fields that may change from release to release without granting a right, by kind: the number of pods, the version of
 * the same image, commands and variables. An object of a kind that is missing here is restored only if it is declared
 * so, or exists so.
 */
const free: Readonly<Record<string, Fields>> = {
  Deployment: below('spec', [
    ...['replicas', 'strategy', 'minReadySeconds', 'progressDeadlineSeconds', 'revisionHistoryLimit', 'paused'],
    ...below('template', pod),
  ]),
  StatefulSet: below('spec', [
    ...['replicas', 'updateStrategy', 'minReadySeconds', 'revisionHistoryLimit', 'podManagementPolicy'],
    ...['volumeClaimTemplates * spec resources requests storage', ...below('template', pod)],
  ]),
  DaemonSet: below('spec', [
    ...['updateStrategy', 'minReadySeconds', 'revisionHistoryLimit', ...below('template', pod)],
  ]),
  Job: below('spec', job),
  CronJob: below('spec', [
    ...['schedule', 'timeZone', 'suspend', 'concurrencyPolicy', 'startingDeadlineSeconds'],
    ...['successfulJobsHistoryLimit', 'failedJobsHistoryLimit', ...below('jobTemplate spec', job)],
    `jobTemplate ${version}`,
  ]),
  ConfigMap: ['data', 'binaryData', 'immutable'],
  PersistentVolumeClaim: ['spec resources requests storage'],
  Service: below('spec ports *', ['name', 'port', 'targetPort', 'protocol', 'appProtocol']),
  HorizontalPodAutoscaler: below('spec', ['minReplicas', 'maxReplicas', 'metrics', 'behavior']),
  PodDisruptionBudget: below('spec', ['minAvailable', 'maxUnavailable', 'unhealthyPodEvictionPolicy']),
};

/** Exceptions within free fields: those that lead to another host or to a port of the node. */
const leadsOut: readonly unknown[] = ['host', 'hostPort', 'hostIP'];

/** Fields of pods that may be removed, because a removed mount, permission or port grants no right. */
const losable: Fields = [
  ...['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'imagePullSecrets', 'tolerations', 'volumes'],
  ...['containers', 'initContainers'].flatMap((list) =>
    below(`${list} *`, [
      ...['env', 'envFrom', 'ports', 'volumeMounts', 'volumeDevices', 'resources claims'],
      ...['securityContext privileged', 'securityContext capabilities add'],
    ]),
  ),
];

/** Fields of pods that restrict the pod, with the restricting values. */
const tight: readonly (readonly [field: string, value: unknown])[] = [
  ...['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'automountServiceAccountToken'].map(
    (field) => [field, false] as const,
  ),
  ['enableServiceLinks', false],
  ['securityContext runAsNonRoot', true],
  ['securityContext seccompProfile type', 'RuntimeDefault'],
  ...['containers', 'initContainers'].flatMap((list) =>
    (
      [
        ['allowPrivilegeEscalation', false],
        ['privileged', false],
        ['readOnlyRootFilesystem', true],
        ['runAsNonRoot', true],
        ['seccompProfile type', 'RuntimeDefault'],
        ['capabilities drop *', 'ALL'],
      ] as const
    ).map(([field, value]) => [`${list} * securityContext ${field}`, value] as const),
  ),
];

/** The path of the pod template, by kind. The `spec` of a pod is below it. */
const podSpecs: Readonly<Record<string, string>> = {
  Deployment: 'spec template spec',
  StatefulSet: 'spec template spec',
  DaemonSet: 'spec template spec',
  Job: 'spec template spec',
  CronJob: 'spec jobTemplate spec template spec',
};

/** Whether a field may have a value that nobody declares. */
export function mayDiffer(object: KubernetesObject, path: ValuePath): boolean {
  if (!isBuiltin(object)) return false;
  if (podSpec(object) !== undefined && leadsOut.includes(path.at(-1))) return false;
  return [version, ...(ownValue(free, object.kind) ?? [])].some((field) => isBelow(path, field));
}

/** Whether a declared field may be missing. */
export function mayBeAbsent(object: KubernetesObject, path: ValuePath): boolean {
  const prefix = podSpec(object);
  return prefix !== undefined && below(prefix, losable).some((field) => isBelow(path, field));
}

/** Whether a value restricts a pod, so that it is allowed without a declaration. */
export function isRestriction(object: KubernetesObject, path: ValuePath, value: unknown): boolean {
  const prefix = podSpec(object);
  return (
    prefix !== undefined && tight.some(([field, expected]) => expected === value && isBelow(path, `${prefix} ${field}`))
  );
}

/** Whether a path is the image of a container. */
export function isImage(object: KubernetesObject, path: ValuePath): boolean {
  const prefix = podSpec(object);
  if (prefix === undefined || path.length !== prefix.split(' ').length + 3) return false;
  return ['containers', 'initContainers'].some((list) => isBelow(path, `${prefix} ${list} * image`));
}

function podSpec(object: KubernetesObject): string | undefined {
  return isBuiltin(object) ? ownValue(podSpecs, object.kind) : undefined;
}

/** A custom kind may share the name of a built-in kind, and give its fields another meaning. */
function isBuiltin({ apiVersion, kind }: KubernetesObject): boolean {
  return builtinResource(apiVersion, kind) !== undefined;
}

function isBelow(path: ValuePath, field: string): boolean {
  return field.split(' ').every((step, index) => index < path.length && (step === '*' || step === path[index]));
}

function below(place: string, fields: Fields): Fields {
  return fields.map((field) => `${place} ${field}`);
}
