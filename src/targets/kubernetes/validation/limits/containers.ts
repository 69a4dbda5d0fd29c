import { expectedOfProcess } from '../../../../kubernetes/process-text';
import { unusualCapability, unusualMountPath, unusualProbeTime } from '../../../../model/unusual';
import {
  all,
  atLeast,
  between,
  distinct,
  each,
  exactlyOne,
  fields,
  isAbsent,
  type Limit,
  type Limits,
  needs,
  notEmpty,
  numberIsMeant,
  oneOf,
  textIsMeant,
  textThat,
  together,
} from './limit';
import { compareQuantities, containerResources, isQuantity, isZeroQuantity } from './quantities';
import {
  configKey,
  descendingPath,
  headerName,
  isQualified,
  labelName,
  objectName,
  portName,
  subscript,
  variableName,
} from './texts';

const portNumber = between(1, 65535);

/** A port by its number or its name. */
export const portReference = all(portNumber, portName, notEmpty('a port'));

export const userId = atLeast(0);

const localProfile = together(({ type, localhostProfile }, say) => {
  if (type === 'Localhost' && (localhostProfile ?? null) === null)
    say('a `localhostProfile`, because `type` is `Localhost`');
  if (type !== 'Localhost' && !isAbsent(localhostProfile)) {
    say('no `localhostProfile`, because `type` is not `Localhost`');
  }
});

const escalation = together(({ privileged, allowPrivilegeEscalation, capabilities }, say) => {
  if (allowPrivilegeEscalation !== false) return;
  const { add } = (capabilities ?? {}) as { add?: readonly unknown[] };
  const isAdded = Array.isArray(add) && add.includes('CAP_SYS_ADMIN');
  const cause = privileged === true ? '`privileged: true`' : isAdded ? '`CAP_SYS_ADMIN`' : undefined;
  if (cause) say(`no \`allowPrivilegeEscalation: false\` together with ${cause}`);
});

const fieldsOfPods = [
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName'],
  ...['status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'],
];

/** A reference to a field of the pod. Its path is one of the given paths, or the path of a label or an annotation. */
export function fieldOfPod(paths: readonly string[]): Limit {
  const fieldPath = textThat((path) => {
    const [, map, key = ''] = subscript.exec(path) ?? [];
    return paths.includes(path) || isQualified(map === 'annotations' ? key.toLowerCase() : key);
  }, 'a field of the pod such as metadata.name');
  return all(needs('fieldPath'), fields({ fieldPath }));
}

const divisors = {
  cpu: ['1m', '1'],
  bytes: ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'],
};

const divisorFits = together(({ resource, divisor }, say) => {
  if (isAbsent(divisor) || !isQuantity(divisor) || isZeroQuantity(divisor)) return;
  const allowed = String(resource).endsWith('.cpu') ? divisors.cpu : divisors.bytes;
  if (!allowed.some((one) => compareQuantities(one, divisor) === 0)) say(`one of ${allowed.join(', ')}`, ['divisor']);
});

const argument: Limit = (value, say) => {
  const expected = typeof value === 'string' ? expectedOfProcess(value) : undefined;
  if (expected) say(expected);
};

const capability = textIsMeant(unusualCapability);
const probeTime = numberIsMeant(unusualProbeTime);

const container = all(
  needs('name', 'image'),
  fields({
    name: labelName,
    image: textThat((image) => image.trim() === image, 'an image without spaces at either end'),
    ...{ resources: containerResources, ports: distinct('name'), volumeMounts: distinct('mountPath') },
    ...{ command: each(argument), args: each(argument) },
    ...{
      livenessProbe: fields({ successThreshold: between(0, 1) }),
      startupProbe: fields({ successThreshold: between(0, 1) }),
    },
    readinessProbe: fields({
      terminationGracePeriodSeconds: (_, say) => say('no value, because a readiness probe never stops the container'),
    }),
  }),
);

/** The conditions for containers and for the types that only containers use. */
export const containers: Limits = {
  'api.core.v1.Container': container,
  'api.core.v1.ContainerPort': all(
    needs('containerPort'),
    fields({ containerPort: portNumber, hostPort: between(0, 65535), name: portName }),
  ),
  'api.core.v1.ContainerResizePolicy': fields({
    resourceName: oneOf('cpu', 'memory'),
    restartPolicy: oneOf('NotRequired', 'RestartContainer'),
  }),
  'api.core.v1.SecurityContext': all(escalation, fields({ runAsUser: userId, runAsGroup: userId })),
  'api.core.v1.SeccompProfile': all(localProfile, fields({ localhostProfile: descendingPath })),
  'api.core.v1.AppArmorProfile': localProfile,
  'api.core.v1.EnvVar': all(
    needs('name'),
    fields({ name: variableName }),
    together(({ value, valueFrom }, say) => {
      if (!isAbsent(value) && !isAbsent(valueFrom)) say('either `value` or `valueFrom`');
    }),
    together(({ name, value }, say) => {
      const expected = typeof value === 'string' ? expectedOfProcess(value, String(name)) : undefined;
      if (expected) say(expected, ['value']);
    }),
  ),
  'api.core.v1.EnvVarSource': all(
    exactlyOne(['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef']),
    fields({ fieldRef: fieldOfPod(fieldsOfPods) }),
  ),
  'api.core.v1.EnvFromSource': all(exactlyOne(['configMapRef', 'secretRef']), fields({ prefix: variableName })),
  'api.core.v1.ConfigMapKeySelector': all(needs('name', 'key'), fields({ key: configKey, name: objectName })),
  'api.core.v1.SecretKeySelector': all(needs('name', 'key'), fields({ key: configKey, name: objectName })),
  'api.core.v1.ConfigMapEnvSource': all(needs('name'), fields({ name: objectName })),
  'api.core.v1.SecretEnvSource': all(needs('name'), fields({ name: objectName })),
  'api.core.v1.ResourceFieldSelector': all(
    needs('resource'),
    fields({
      resource: textThat(
        (name) => /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/.test(name),
        'limits. or requests. with cpu, memory or ephemeral-storage',
      ),
    }),
    divisorFits,
  ),
  'api.core.v1.Probe': all(
    exactlyOne(['exec', 'httpGet', 'tcpSocket', 'grpc']),
    fields({
      initialDelaySeconds: all(atLeast(0), probeTime),
      timeoutSeconds: all(atLeast(0), probeTime),
      periodSeconds: all(atLeast(0), probeTime),
      ...{ successThreshold: atLeast(0), failureThreshold: atLeast(0), terminationGracePeriodSeconds: atLeast(1) },
    }),
  ),
  'api.core.v1.LifecycleHandler': exactlyOne(['exec', 'httpGet', 'tcpSocket', 'sleep']),
  'api.core.v1.ExecAction': all(needs('command'), fields({ command: each(argument) })),
  'api.core.v1.Capabilities': fields({ add: each(capability), drop: each(capability) }),
  'api.core.v1.HTTPGetAction': all(needs('port'), fields({ port: portReference })),
  'api.core.v1.HTTPHeader': all(needs('name'), fields({ name: headerName })),
  'api.core.v1.TCPSocketAction': all(needs('port'), fields({ port: portReference })),
  'api.core.v1.GRPCAction': all(needs('port'), fields({ port: portNumber })),
  'api.core.v1.SleepAction': fields({ seconds: atLeast(0) }),
  'api.core.v1.VolumeMount': all(
    needs('name', 'mountPath'),
    fields({ subPath: descendingPath, subPathExpr: descendingPath, mountPath: textIsMeant(unusualMountPath) }),
    together(({ subPath, subPathExpr }, say) => {
      if (!isAbsent(subPath) && !isAbsent(subPathExpr)) say('either `subPath` or `subPathExpr`');
    }),
  ),
};
