import { type Pod, podSecurityViolations } from '../../../../src/targets/kubernetes/pod-security';
import { ofPod, restrictedPod, withAppArmor } from './restricted-pod';

/** Sysctls that are safe since Kubernetes 1.27 or 1.29. */
const sysctls = [
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
].map((name) => ({ name }));

/** Pods that the fixtures of Pod Security Admission do not contain. */
const allowed: Readonly<Record<string, Pod>> = {
  'the SELinux type of a container engine': restrictedPod({ seLinuxOptions: { type: 'container_engine_t' } }),
  'an AppArmor profile by field': restrictedPod({ appArmorProfile: { type: 'Localhost' } }),
  'AppArmor profiles by annotation': withAppArmor({ a: 'runtime/default', b: '', c: 'localhost/own' }),
  'volumes of a driver, an image, a claim of their own': restrictedPod(
    {},
    { volumes: [{ csi: {}, image: {}, ephemeral: {} }] },
  ),
  'a port 0 of the host': restrictedPod({}, {}, { ports: [{ hostPort: 0 }] }),
  'a probe of the empty host': restrictedPod({}, {}, { livenessProbe: { httpGet: { host: '' } } }),
  'root in a user namespace': restrictedPod({ runAsUser: 0, runAsNonRoot: false }, { hostUsers: false }),
  'sysctls that became safe': restrictedPod({}, { securityContext: { ...ofPod, sysctls } }),
};

it.each(Object.entries(allowed))('the standard allows %s', (_, pod) => {
  expect(podSecurityViolations('restricted', pod)).toEqual([]);
  expect(podSecurityViolations('baseline', pod)).toEqual([]);
});
