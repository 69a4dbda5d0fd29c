import { environment, ServiceFlow } from 'towpath';
import { restrictionsBroken, synthesize } from 'towpath/testing';
import { podSecurityViolations } from '../../../../src/targets/kubernetes/pod-security';
import { define } from '../../../helpers/define';
import { confined, ofPod, restrictedPod, withAppArmor } from './restricted-pod';

it('all violations are listed, first those of the pod and then those of each container', () => {
  const spec = {
    hostPID: true,
    securityContext: { runAsNonRoot: true },
    initContainers: [{ name: 'first', securityContext: { ...confined, ...ofPod, privileged: true } }],
    containers: [{ name: 'a', securityContext: { runAsUser: 0 } }],
  };
  expect(podSecurityViolations('restricted', { spec })).toEqual([
    'the pod uses namespaces of the host: hostPID',
    'the container `first` is privileged',
    'the container `a` does not set seccompProfile to RuntimeDefault or Localhost',
    'the container `a` sets runAsUser to 0',
    'the container `a` does not set allowPrivilegeEscalation to false',
    'the container `a` does not drop the capabilities ALL',
  ]);
  expect(podSecurityViolations('baseline', { spec })).toEqual([
    'the pod uses namespaces of the host: hostPID',
    'the container `first` is privileged',
  ]);
});

it('an object without containers has no violations', () => {
  expect(podSecurityViolations('restricted', {})).toEqual([]);
  expect(podSecurityViolations('restricted', { spec: { hostPID: true } })).toEqual([]);
});

it('a field that is null counts as a missing field', () => {
  const context = { runAsUser: null, seLinuxOptions: null, windowsOptions: null, appArmorProfile: null };
  const volumes = [{ name: 'scratch', emptyDir: {}, hostPath: null }];
  const spec = { volumes, initContainers: null, os: null, hostUsers: null };
  const pod = restrictedPod({ ...context, procMount: null, seccompProfile: null }, spec, { ports: null });
  expect(podSecurityViolations('restricted', pod)).toEqual([]);
});

it('the pod and its annotations are found in each kind of object that has one', () => {
  const app = synthesize(
    define((scope) => new ServiceFlow(scope, 'api', { image: 'a:1', port: 80 })),
    environment('here'),
    { id: 'shop' },
  );
  const pod = withAppArmor({ a: 'unconfined' });
  const job = { spec: { template: pod } };
  const bodies = { Pod: pod, Deployment: job, CronJob: { spec: { jobTemplate: job } } };
  const objects = Object.entries(bodies).map(([kind, body]) => [
    kind,
    { apiVersion: 'v1', kind, ...body, metadata: { name: 'x', ...('metadata' in body && body.metadata) } },
  ]);
  expect(restrictionsBroken({ ...app, objects: { ...app.objects, ...Object.fromEntries(objects) } })).toEqual(
    Object.keys(bodies).map(
      (kind) => `${kind}: the pod has annotations that set the AppArmor profile to unconfined for a`,
    ),
  );
});
