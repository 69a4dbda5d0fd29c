import { environment, ServiceFlow } from 'towpath';
import { restrictionsBroken, synthesize } from 'towpath/testing';
import { podSecurityViolations } from '../../../../src/targets/kubernetes/pod-security';
import { define } from '../../../helpers/define';
import { confined, ofPod, restrictedPod, withAppArmor } from './restricted-pod';

it('says what is wrong, container by container', () => {
  const spec = {
    hostPID: true,
    securityContext: { runAsNonRoot: true },
    initContainers: [{ name: 'first', securityContext: { ...confined, ...ofPod, privileged: true } }],
    containers: [{ name: 'a', securityContext: { runAsUser: 0 } }],
  };
  expect(podSecurityViolations('restricted', { spec })).toEqual([
    'pod: shares with the host: hostPID',
    'container first: is privileged',
    'container a: seccompProfile is neither RuntimeDefault nor Localhost',
    'container a: runs as user 0',
    'container a: allowPrivilegeEscalation is not false',
    'container a: capabilities does not drop ALL',
  ]);
  expect(podSecurityViolations('baseline', { spec })).toEqual([
    'pod: shares with the host: hostPID',
    'container first: is privileged',
  ]);
});

it('says nothing of an object without containers', () => {
  expect(podSecurityViolations('restricted', {})).toEqual([]);
  expect(podSecurityViolations('restricted', { spec: { hostPID: true } })).toEqual([]);
});

it('takes a field that is null for one that is not there', () => {
  const context = { runAsUser: null, seLinuxOptions: null, windowsOptions: null, appArmorProfile: null };
  const volumes = [{ name: 'scratch', emptyDir: {}, hostPath: null }];
  const spec = { volumes, initContainers: null, os: null, hostUsers: null };
  const pod = restrictedPod({ ...context, procMount: null, seccompProfile: null }, spec, { ports: null });
  expect(podSecurityViolations('restricted', pod)).toEqual([]);
});

it('finds the pod, with its annotations, in each kind of object that has one', () => {
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
    Object.keys(bodies).map((kind) => `${kind}: pod: AppArmor annotations ask for unconfined in a`),
  );
});
