import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import { applyPlan } from '../../../src/release/apply/apply-plan';
import { planApplication } from '../../../src/release/plan/plan';
import { memoryCluster } from '../../memory-cluster/memory-cluster';

const namespace = 'default';
const selector = { matchLabels: { app: 'db' } };
const pod = (spec: object) => ({
  metadata: { labels: { app: 'db' } },
  spec: { containers: [{ name: 'db' }], ...spec },
});
const claimSpec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const named = (apiVersion: string, kind: string, spec: object): KubernetesObject => ({
  ...{ apiVersion, kind, metadata: { name: 'db', namespace }, spec },
});
const claim = named('v1', 'PersistentVolumeClaim', { ...claimSpec, volumeName: 'pv-1' });
const deployment = named('apps/v1', 'Deployment', {
  selector,
  template: pod({ volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'db' } }] }),
});
const statefulSet = named('apps/v1', 'StatefulSet', {
  selector,
  template: pod({}),
  volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claimSpec }],
});

/** The issues of a plan after a deploy of other objects. */
async function issuesAfter(before: readonly KubernetesObject[], after: readonly KubernetesObject[]) {
  const cluster = memoryCluster().as();
  await cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  const plan = (manifests: readonly KubernetesObject[]) =>
    planApplication(cluster, {
      ...{ application: 'shop', environment: 'dev', instance: 'shop', namespace, flows: {} },
      objects: manifests.map((manifest) => ({
        ...{ path: `${manifest.kind}/db`, after: [], needs: [], runsOnce: false, manifest },
      })),
    });
  const options = { wait: false, timeoutMs: 1, signal: new AbortController().signal, onEvent: () => {} };
  await applyPlan(cluster, await plan(before), options);
  return (await plan(after)).issues;
}

test('a Deployment with a claim that becomes a StatefulSet is warned of, with the commands that keep its data', async () => {
  const issues = await issuesAfter([claim, deployment], [statefulSet]);
  expect(issues).toMatchObject([{ code: 'disk-starts-empty', severity: 'warning' }]);
  expect(issues[0]?.message).toContain('start with empty disks');
  const commands = [...(issues[0]?.hint ?? '').matchAll(/`(kubectl [^`]*)`/g)].map(([, command]) => command);
  expect(commands).toEqual([
    'kubectl --context loopback -n default scale deployment db --replicas=0',
    `kubectl --context loopback -n default patch pv pv-1 -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
    'kubectl --context loopback -n default delete pvc db',
    `kubectl --context loopback -n default patch pv pv-1 -p '{"spec":{"claimRef":{"name":"data-db-0","namespace":"default","uid":null,"resourceVersion":null}}}'`,
  ]);
});

test('a StatefulSet without an earlier disk is not warned of', async () => {
  expect(await issuesAfter([claim], [statefulSet])).toEqual([]);
});
