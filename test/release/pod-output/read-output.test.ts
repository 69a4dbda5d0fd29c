import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import type { Cluster, LogOptions } from '../../../src/cluster/cluster';
import { readOutput } from '../../../src/release/pod-output/read-output';
import type { FailingPod } from '../../../src/release/readiness/failing-pods';
import { failingPods } from '../../../src/release/readiness/failing-pods';
import { memoryCluster } from '../../memory-cluster/memory-cluster';
import { refuse } from '../../memory-cluster/refuse';
import { containerIn, crashing, eventAbout, live, pod, pulling, running } from '../readiness/objects';

const signal = new AbortController().signal;
const env = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'login', key: 'token' } } }];
const job = live(
  'batch/v1',
  'Job',
  { name: 'api' },
  {
    spec: { template: { spec: { containers: [{ name: 'main', image: 'example/api:v2', env }] } } },
  },
);
const secret: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'login', namespace: 'prod' },
  data: { token: Buffer.from('canary-4711').toString('base64') },
};

/** A cluster with the Secret, whose containers have written a text. Only the output of containers is not a real answer. */
async function clusterWith(text: string | Error, more: Partial<Cluster> = {}) {
  const cluster = memoryCluster().as();
  await cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'prod' } });
  await cluster.create(secret);
  const asked: LogOptions[] = [];
  const logs = async (_: unknown, options: LogOptions) => {
    asked.push(options);
    if (text instanceof Error) throw text;
    return text;
  };
  return { ...cluster, logs, ...more, asked };
}

const failing = (pods = [pod('api-1', job, crashing(4))], events = [eventAbout('api-1', 'BackOff', 'Back-off')]) =>
  failingPods('api', job, { pods, events });
const read = (cluster: Cluster, pods: readonly FailingPod[], unreadKinds: readonly string[] = []) =>
  readOutput(cluster, 'shop', { pods, unreadKinds }, [job], signal);

test('the last lines and the events of a container that fails are shown without the values of Secrets', async () => {
  const cluster = await clusterWith('started\n\u001b[31mwrong token canary-\u001b[1m4711\u001b[0m\n');
  const events = [eventAbout('api-1', 'Unhealthy', 'HTTP answer: canary-4711', { count: 3 })];
  const { pods, warnings } = await read(cluster, failing(undefined, events));
  expect(pods).toEqual([
    {
      pod: 'api-1',
      namespace: 'prod',
      object: { flow: 'api', kind: 'Job', name: 'api' },
      containers: [{ name: 'main', isPrevious: true, lines: ['started', 'wrong token ***'] }],
      events: ['Unhealthy: HTTP answer: *** (3 times)'],
    },
  ]);
  expect(warnings).toEqual([]);
  expect(cluster.asked).toMatchObject([{ container: 'main', previous: true }]);
});

test('nothing is shown if a Secret cannot be read, and the reason is a warning', async () => {
  const get = async () => {
    throw refuse(403, 'Forbidden', 'secrets "login" is forbidden: User "ci" cannot get resource "secrets"');
  };
  const cluster = await clusterWith('canary-4711', { get });
  const { pods, warnings } = await read(cluster, failing());
  expect(pods).toEqual([]);
  expect(cluster.asked).toEqual([]);
  expect(warnings).toMatchObject([
    { code: 'output-not-shown', severity: 'warning', message: expect.stringContaining('secrets "login" is forbidden') },
  ]);
  expect(warnings[0]?.hint).toContain('towpath rbac -e ENV --logs');
});

test('a Secret that does not exist hides nothing', async () => {
  const cluster = await clusterWith('no token', { get: async () => undefined });
  expect((await read(cluster, failing())).pods[0]?.containers[0]?.lines).toEqual(['no token']);
});

test('without the right to read output the events are shown, and one warning gives the reason', async () => {
  const cluster = await clusterWith(refuse(403, 'Forbidden', 'User "ci" cannot get resource "pods/log"'));
  const pods = ['api-1', 'api-2'].map((name) => pod(name, job, crashing(4)));
  const { pods: shown, warnings } = await read(cluster, failing(pods));
  expect(shown.map(({ events }) => events)).toEqual([['BackOff: Back-off'], []]);
  expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining('pods/log')]);
});

test('without the right to read pods, a warning says so', async () => {
  const { pods, warnings } = await read(await clusterWith(''), [], ['Pod']);
  expect(pods).toEqual([]);
  expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining('the kind Pod')]);
});

test('a last line that the server has cut is not shown, because half of a value is not recognised', async () => {
  const cluster = await clusterWith(`first line\n${'x'.repeat(2 ** 18)}canary-47`);
  expect((await read(cluster, failing())).pods[0]?.containers[0]?.lines).toEqual(['first line']);
});

test('the number of pods is limited, and the warning counts the others', async () => {
  const pods = Array.from({ length: 10 }, (_, index) => pod(`api-${index}`, job, crashing(4)));
  const { pods: shown, warnings } = await read(await clusterWith('x'), failing(pods));
  expect(shown).toHaveLength(3);
  expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining('7 more pods')]);
});

test.each<[string, object, object[]]>([
  ['a container that is restarted', crashing(4), [{ name: 'main', isPrevious: true }]],
  ['a container that has ended', containerIn({ terminated: { exitCode: 1 } }), [{ name: 'main', isPrevious: false }]],
  ['a container that runs and is not ready', containerIn({ running: {} }), [{ name: 'main', isPrevious: false }]],
  ['no container whose image is missing', pulling, []],
  ['no container that has done its work', containerIn({ terminated: { exitCode: 0 } }), []],
])('the output is that of %s', (_, status, containers) => {
  expect(failing([pod('api-1', job, status as never)])[0]?.containers).toEqual(containers);
});

test('a ready pod is left out, and a pod that cannot start comes first', () => {
  const waiting = containerIn({ running: {} });
  const pods = [pod('ready', job, running), pod('waits', job, waiting), pod('crashes', job, crashing(4))];
  expect(failing(pods).map(({ pod: { metadata } }) => metadata.name)).toEqual(['crashes', 'waits']);
});
