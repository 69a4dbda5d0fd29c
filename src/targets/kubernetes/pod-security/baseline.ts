import { defaultCapabilities, safeSysctls, seLinuxTypes } from './allowed';
import {
  addsOnly,
  type Controls,
  isConfined,
  listViolation,
  onPodAndContainers,
  unconfinedMessage,
  volumesOf,
} from './control';
import type { Container, Handler, Pod, PodSpec, SecurityContext } from './pod';

/**
 * The "baseline" Pod Security Standard, as Kubernetes 1.37 enforces it; where the page and the
 * API server differ, as the API server does.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * @see https://github.com/kubernetes/kubernetes/tree/master/staging/src/k8s.io/pod-security-admission/policy
 */
export function baseline(spec: PodSpec): Controls {
  return {
    hostProcess: onPodAndContainers(
      (context) => context?.windowsOptions?.hostProcess === true && 'is a Windows HostProcess',
    ),
    hostNamespaces: { pod: () => listViolation('shares with the host:', sharedBy(spec)) },
    privileged: { container: ({ securityContext }) => securityContext?.privileged === true && 'is privileged' },
    capabilities: { container: addsOnly(defaultCapabilities) },
    volumes: { pod: volumesOf((type) => type !== 'hostPath') },
    hostPorts: { container: ({ ports }) => listViolation('takes ports of the host:', hostPorts(ports)) },
    handlers: { container: (container) => listViolation('probes or hooks call another host:', hostsCalled(container)) },
    appArmorProfile: confinedBy('appArmorProfile'),
    appArmorAnnotations: {
      pod: ({ metadata }) => listViolation('AppArmor annotations ask for', unconfined(metadata?.annotations)),
    },
    seLinuxOptions: onPodAndContainers((context) =>
      listViolation('seLinuxOptions sets', seLinuxSettings(context?.seLinuxOptions)),
    ),
    // In a user namespace, an unmasked /proc shows no more of the host.
    ...(spec.hostUsers !== false && { procMount: { container: unmasked } }),
    seccompProfile: confinedBy('seccompProfile'),
    sysctls: { pod: () => listViolation('sets sysctls', unsafeSysctls(spec.securityContext)) },
  };
}

const sharedBy = (spec: PodSpec) => ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field] === true);

/** The default profile of a runtime confines a container, so no profile is needed. */
function confinedBy(field: 'appArmorProfile' | 'seccompProfile') {
  return onPodAndContainers(
    (context) => context?.[field] && !isConfined(context[field]) && `${field} is ${unconfinedMessage}`,
  );
}

export function unmasked({ securityContext }: Container) {
  const mount = securityContext?.procMount ?? 'Default';
  return mount !== 'Default' && `procMount is ${mount}`;
}

const hostPorts = (ports: Container['ports']) =>
  (ports ?? []).flatMap(({ hostPort }) => (hostPort ? `${hostPort}` : []));

function hostsCalled({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Container): string[] {
  const handlers: (Handler | undefined)[] = [livenessProbe, readinessProbe, startupProbe];
  return [...handlers, lifecycle?.postStart, lifecycle?.preStop]
    .flatMap((handler) => [handler?.httpGet?.host, handler?.tcpSocket?.host])
    .flatMap((host) => host || []);
}

const appArmorPrefix = 'container.apparmor.security.beta.kubernetes.io/';

function unconfined(annotations: NonNullable<Pod['metadata']>['annotations']): string[] {
  return Object.entries(annotations ?? {})
    .filter(([key, value]) => key.startsWith(appArmorPrefix) && !/^(runtime\/default$|localhost\/|$)/.test(value))
    .map(([key, value]) => `${value} in ${key.slice(appArmorPrefix.length)}`);
}

function seLinuxSettings(options: SecurityContext['seLinuxOptions']): string[] {
  const { type, user, role } = options ?? {};
  const refused = { type: type && !seLinuxTypes.includes(type) ? type : '', user, role };
  return Object.entries(refused).flatMap(([key, value]) => (value ? `${key} ${value}` : []));
}

const unsafeSysctls = (context: PodSpec['securityContext']) =>
  (context?.sysctls ?? []).map(({ name }) => name).filter((name) => !safeSysctls.includes(name));
