import { environment, JobFlow, ScheduleFlow, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { podOf, synthesize } from 'towpath/testing';
import { define } from '../helpers/define';
import { kubectl } from './helpers/kubectl';
import { newNamespace } from './helpers/namespace';
import { onServer, server } from './helpers/server';
import { shopOn } from './helpers/shop';

const said = { image: 'example/app:v1', user: 1000 };
const Kinds = define((app) => {
  const db = new StoreFlow(app, 'store', { ...said, port: 6379, volume: { mountPath: '/data', size: '1Gi' } });
  new ServiceFlow(app, 'service', {
    ...said,
    port: 80,
    waitFor: [db],
    volumes: { tmp: { empty: true, mountPath: '/t' } },
  });
  new WorkerFlow(app, 'worker', { ...said, init: { first: {} }, sidecars: { beside: {}, plain: { native: false } } });
  new JobFlow(app, 'job', said);
  new ScheduleFlow(app, 'schedule', { ...said, schedule: '@daily' });
  new WorkerFlow(app, 'looser', { ...said, security: 'none' });
});

const app = synthesize(Kinds, environment('dev'), { id: 'shop' });

function podFor(flow: string): string {
  return JSON.stringify({ ...podOf(app, flow), apiVersion: 'v1', kind: 'Pod', metadata: { name: flow } });
}

onServer('a namespace with the restricted Pod Security level', () => {
  let namespace: string;

  beforeAll(() => {
    const modes = ['enforce', 'warn', 'audit'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']);
    namespace = newNamespace(Object.fromEntries(modes));
  });

  const create = (flow: string) => kubectl(['create', '--namespace', namespace, '-f', '-'], podFor(flow));

  it.each(['service', 'worker', 'store', 'job', 'schedule'])('accepts the pods of a %s without a warning', (flow) => {
    expect(create(flow).stderr).toEqual('');
  });

  it('refuses the pods of a flow with lower security', () => {
    expect(() => create('looser')).toThrow(/violates PodSecurity "restricted/);
  });
});

onServer('a namespace that warns by the restricted Pod Security level', () => {
  it('shows the warning in a diff, in a deploy and in JSON, each once', async () => {
    const namespace = newNamespace({ 'pod-security.kubernetes.io/warn': 'restricted' });
    const flow = (id: string) => `new WorkerFlow(this, '${id}', { image: 'example/app:v1', security: 'none' });`;
    const { run: ran } = shopOn([flow('a'), flow('b')], server(), namespace);
    const run = (...args: string[]) => ran([...args, '-e', 'dev']);
    const warning = /Deployment\/shop-[ab]: would violate PodSecurity "restricted/g;
    expect((await run('diff')).stderr.match(warning)).toHaveLength(2);
    const { warnings } = JSON.parse((await run('diff', '-o', 'json')).stdout);
    const issue = { code: 'server-warning', message: expect.stringMatching(new RegExp(warning.source)) };
    expect(warnings).toMatchObject([issue, issue]);
    expect(JSON.parse((await run('deploy', '--dry-run=server', '-o', 'json')).stdout)).toMatchObject({ warnings });
    expect((await run('deploy', '--no-wait')).stderr.match(warning)).toHaveLength(2);
  });
});
