import { environment, JobFlow, ScheduleFlow, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { podOf, synthesize } from 'towpath/testing';
import { define } from '../helpers/define';
import { kubectl } from './helpers/kubectl';
import { newNamespace } from './helpers/namespace';
import { onServer } from './helpers/server';

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
