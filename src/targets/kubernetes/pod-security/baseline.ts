import { defaultCapabilities, safeSysctls, seLinuxTypes } from './allowed';
import {
  addsOnly,
  type Controls,
  isConfined,
  listViolation,
  onPodAndContainers,
  sharesUsers,
  volumesOf,
} from './control';
import type { Container, Handler, Pod, PodSpec, SecurityContext } from './pod';

/**
 * The "baseline" Pod Security Standard, as the API server of Kubernetes 1.37 enforces it, which differs from the page
 * in a few details.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * @see https://github.com/kubernetes/kubernetes/tree/master/staging/src/k8s.io/pod-security-admission/policy
 */
export const baseline = {
  hostProcess: onPodAndContainers(
    (context) => context?.windowsOptions?.hostProcess === true && 'sets windowsOptions.hostProcess to true',
  ),
  hostNamespaces: { pod: ({ spec }) => listViolation('uses namespaces of the host:', sharedBy(spec)) },
  privileged: { container: ({ securityContext }) => securityContext?.privileged === true && 'is privileged' },
  capabilities: { container: addsOnly(defaultCapabilities) },
  volumes: { pod: volumesOf((type) => type !== 'hostPath') },
  hostPorts: { container: ({ ports }) => listViolation('uses ports of the host:', hostPorts(ports)) },
  handlers: {
    container: (container) => listViolation('has probes or hooks that call another host:', hostsCalled(container)),
  },
  appArmorProfile: confinedBy('appArmorProfile'),
  appArmorAnnotations: {
    pod: ({ metadata }) =>
      listViolation('has annotations that set the AppArmor profile to', unconfined(metadata?.annotations)),
  },
  seLinuxOptions: onPodAndContainers((context) =>
    listViolation('sets seLinuxOptions to', seLinuxSettings(context?.seLinuxOptions)),
  ),
  // In a user namespace, an unmasked /proc does not expose the host.
  procMount: { container: (container, spec) => sharesUsers(spec) && unmasked(container) },
  seccompProfile: confinedBy('seccompProfile'),
  sysctls: { pod: ({ spec }) => listViolation('sets the sysctls', unsafeSysctls(spec?.securityContext)) },
} satisfies Controls;

const sharedBy = (spec: Pod['spec']) => ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec?.[field] === true);

/**
 * The control of a profile that confines a container. A container without a profile has the default profile of its
 * runtime, which confines it.
 */
function confinedBy(field: 'appArmorProfile' | 'seccompProfile') {
  return onPodAndContainers(
    (context) =>
      context?.[field] &&
      !isConfined(context[field]) &&
      `sets ${field} to a type other than RuntimeDefault or Localhost`,
  );
}

export function unmasked({ securityContext }: Container) {
  const mount = securityContext?.procMount ?? 'Default';
  return mount !== 'Default' && `sets procMount to ${mount}`;
}

const hostPorts = (ports: Container['ports']) =>
  (ports ?? []).flatMap(({ hostPort }) => (hostPort ? `${hostPort}` : []));

function hostsCalled({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Container): string[] {
  const handlers: (Handler | undefined)[] = [livenessProbe, readinessProbe, startupProbe];
  const hosts: string[] = [];
  for (const handler of [...handlers, lifecycle?.postStart, lifecycle?.preStop]) {
    for (const host of [handler?.httpGet?.host, handler?.tcpSocket?.host]) if (host) hosts.push(host);
  }
  return hosts;
}

const appArmorPrefix = 'container.apparmor.security.beta.kubernetes.io/';

function unconfined(annotations: NonNullable<Pod['metadata']>['annotations']): string[] {
  if (!annotations) return [];
  return Object.entries(annotations)
    .filter(([key, value]) => key.startsWith(appArmorPrefix) && !/^(runtime\/default$|localhost\/|$)/.test(value))
    .map(([key, value]) => `${value} for ${key.slice(appArmorPrefix.length)}`);
}

function seLinuxSettings(options: SecurityContext['seLinuxOptions']): string[] {
  if (!options) return [];
  const { type, user, role } = options;
  const refused = { type: type && !seLinuxTypes.includes(type) ? type : '', user, role };
  return Object.entries(refused).flatMap(([key, value]) => (value ? `${key} ${value}` : []));
}

const unsafeSysctls = (context: PodSpec['securityContext']) =>
  (context?.sysctls ?? []).map(({ name }) => name).filter((name) => !safeSysctls.includes(name));
