import { type Pod, podSecurityViolations } from '../../../../src/targets/kubernetes/pod-security';
import { confined, ofPod, restrictedPod, withAppArmor } from './restricted-pod';

const windows = { os: { name: 'windows' } };
const privileged = { name: 'debug', securityContext: { ...confined, privileged: true } };
const otherHosts = { startupProbe: { httpGet: { host: 'b' } }, lifecycle: { preStop: { tcpSocket: { host: 'c' } } } };
const appArmorOff = { appArmorProfile: { type: 'Unconfined' } };

/** Mostly pods that the fixtures of Pod Security Admission do not contain. */
const byBoth: Readonly<Record<string, Pod>> = {
  'the container `debug` is privileged': restrictedPod({}, { ephemeralContainers: [privileged] }),
  'the container `a` has probes or hooks that call another host: b, c': restrictedPod({}, {}, otherHosts),
  'the container `a` sets appArmorProfile to a type other than RuntimeDefault or Localhost': restrictedPod(appArmorOff),
  'the pod sets appArmorProfile to a type other than RuntimeDefault or Localhost': restrictedPod(
    {},
    { securityContext: { ...ofPod, ...appArmorOff } },
  ),
  'the pod has annotations that set the AppArmor profile to unconfined for b': withAppArmor({
    a: 'runtime/default',
    b: 'unconfined',
  }),
  // The profile of the pod is checked even if each container has its own profile.
  'the pod sets seccompProfile to a type other than RuntimeDefault or Localhost': restrictedPod(
    { seccompProfile: { type: 'Localhost' } },
    { securityContext: { ...ofPod, seccompProfile: {} } },
  ),
  'the container `a` sets seLinuxOptions to user u, role r': restrictedPod({
    seLinuxOptions: { user: 'u', role: 'r' },
  }),
  'the pod sets the sysctls kernel.msgmax': restrictedPod(
    {},
    { securityContext: { ...ofPod, sysctls: [{ name: 'kernel.msgmax' }, { name: 'net.ipv4.tcp_rmem' }] } },
  ),
  // On Windows, the baseline applies, but not the additional controls of "restricted".
  'the container `a` sets windowsOptions.hostProcess to true': restrictedPod(
    { windowsOptions: { hostProcess: true } },
    windows,
  ),
  'the container `a` adds the capabilities NET_RAW': restrictedPod({ capabilities: { add: ['NET_RAW'] } }, windows),
  'the container `a` sets seccompProfile to a type other than RuntimeDefault or Localhost': restrictedPod(
    { seccompProfile: { type: 'Unconfined' } },
    windows,
  ),
};

const byRestrictedAlone: Readonly<Record<string, Pod>> = {
  'the pod does not set runAsNonRoot to true': restrictedPod(
    { runAsNonRoot: true },
    { securityContext: { ...ofPod, runAsNonRoot: false } },
  ),
  'the container `a` does not set runAsNonRoot to true': restrictedPod({}, { ...windows, securityContext: {} }),
  'the pod has volumes of the type nfs': restrictedPod({}, { volumes: [{ name: 'old', nfs: {} }] }),
  'the container `a` adds the capabilities CHOWN': restrictedPod({
    capabilities: { drop: ['ALL'], add: ['CHOWN', 'NET_BIND_SERVICE'] },
  }),
  // The baseline allows this in a user namespace.
  'the container `a` sets procMount to Unmasked': restrictedPod(
    { procMount: 'Unmasked', runAsUser: 0 },
    { hostUsers: false },
  ),
};

it.each(Object.entries(byBoth))('both standards refuse: %s', (violation, pod) => {
  expect(podSecurityViolations('baseline', pod)).toEqual([violation]);
  expect(podSecurityViolations('restricted', pod)).toEqual([violation]);
});

it.each(Object.entries(byRestrictedAlone))('only "restricted" refuses: %s', (violation, pod) => {
  expect(podSecurityViolations('baseline', pod)).toEqual([]);
  expect(podSecurityViolations('restricted', pod)).toEqual([violation]);
});
