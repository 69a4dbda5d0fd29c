import { type Pod, podSecurityViolations } from '../../../../src/targets/kubernetes/pod-security';
import { confined, ofPod, restrictedPod, withAppArmor } from './restricted-pod';

const windows = { os: { name: 'windows' } };
const privileged = { name: 'debug', securityContext: { ...confined, privileged: true } };
const otherHosts = { startupProbe: { httpGet: { host: 'b' } }, lifecycle: { preStop: { tcpSocket: { host: 'c' } } } };
const appArmorOff = { appArmorProfile: { type: 'Unconfined' } };

/** Mostly what the fixtures of the Pod Security Admission leave out. */
const byBoth: Readonly<Record<string, Pod>> = {
  'container debug: is privileged': restrictedPod({}, { ephemeralContainers: [privileged] }),
  'container a: probes or hooks call another host: b, c': restrictedPod({}, {}, otherHosts),
  'container a: appArmorProfile is neither RuntimeDefault nor Localhost': restrictedPod(appArmorOff),
  'pod: appArmorProfile is neither RuntimeDefault nor Localhost': restrictedPod(
    {},
    { securityContext: { ...ofPod, ...appArmorOff } },
  ),
  'pod: AppArmor annotations ask for unconfined in b': withAppArmor({ a: 'runtime/default', b: 'unconfined' }),
  // A container's own profile is no excuse for the pod's.
  'pod: seccompProfile is neither RuntimeDefault nor Localhost': restrictedPod(
    { seccompProfile: { type: 'Localhost' } },
    { securityContext: { ...ofPod, seccompProfile: {} } },
  ),
  'container a: seLinuxOptions sets user u, role r': restrictedPod({ seLinuxOptions: { user: 'u', role: 'r' } }),
  'pod: sets sysctls kernel.msgmax': restrictedPod(
    {},
    { securityContext: { ...ofPod, sysctls: [{ name: 'kernel.msgmax' }, { name: 'net.ipv4.tcp_rmem' }] } },
  ),
  // Windows is spared what "restricted" adds, not the baseline.
  'container a: is a Windows HostProcess': restrictedPod({ windowsOptions: { hostProcess: true } }, windows),
  'container a: capabilities adds NET_RAW': restrictedPod({ capabilities: { add: ['NET_RAW'] } }, windows),
  'container a: seccompProfile is neither RuntimeDefault nor Localhost': restrictedPod(
    { seccompProfile: { type: 'Unconfined' } },
    windows,
  ),
};

const byRestrictedAlone: Readonly<Record<string, Pod>> = {
  'pod: runAsNonRoot is not true': restrictedPod(
    { runAsNonRoot: true },
    { securityContext: { ...ofPod, runAsNonRoot: false } },
  ),
  'container a: runAsNonRoot is not true': restrictedPod({}, { ...windows, securityContext: {} }),
  'pod: has volumes of type nfs': restrictedPod({}, { volumes: [{ name: 'old', nfs: {} }] }),
  'container a: capabilities adds CHOWN': restrictedPod({
    capabilities: { drop: ['ALL'], add: ['CHOWN', 'NET_BIND_SERVICE'] },
  }),
  // The baseline leaves this, too, to a user namespace.
  'container a: procMount is Unmasked': restrictedPod({ procMount: 'Unmasked', runAsUser: 0 }, { hostUsers: false }),
};

it.each(Object.entries(byBoth))('%s', (violation, pod) => {
  expect(podSecurityViolations('baseline', pod)).toEqual([violation]);
  expect(podSecurityViolations('restricted', pod)).toEqual([violation]);
});

it.each(Object.entries(byRestrictedAlone))('"restricted" alone: %s', (violation, pod) => {
  expect(podSecurityViolations('baseline', pod)).toEqual([]);
  expect(podSecurityViolations('restricted', pod)).toEqual([violation]);
});
