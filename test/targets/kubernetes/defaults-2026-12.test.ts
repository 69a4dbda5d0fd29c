import { environment, JobFlow, ScheduleFlow, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { matchers, objectOf, synthesize } from 'towpath/testing';
import { defaultsDates, firstDefaults } from '../../../src/model/defaults';
import { define } from '../../helpers/define';

expect.extend(matchers);

/** An application with a flow of each kind that sets only required properties. Its output with this set never changes. */
const Least = define((app) => {
  new ServiceFlow(app, 'api', { image: 'example.org/api:1', port: 80 });
  new WorkerFlow(app, 'wrk', { image: 'example.org/wrk:1' });
  new StoreFlow(app, 'db', { image: 'example.org/db:1', port: 1, volume: { mountPath: '/data', size: '1Gi' } });
  new JobFlow(app, 'once', { image: 'example.org/job:1' });
  new ScheduleFlow(app, 'daily', { image: 'example.org/job:1', schedule: '@daily' });
});
const app = synthesize(Least, environment('here'), { id: 'least', defaults: '2026-12' });

it('this is the set of defaults for a workspace that sets none', () => {
  expect(firstDefaults).toBe('2026-12');
  expect([...defaultsDates].sort()[0]).toBe('2026-12');
});

it('a flow runs one pod that meets "restricted", without a token and without service links', () => {
  expect(app).toRunAsRestricted();
  for (const flow of ['api', 'wrk', 'db']) {
    expect(objectOf(app, flow, 'deployment')?.spec).toMatchObject({
      replicas: 1,
      template: { spec: { automountServiceAccountToken: false, enableServiceLinks: false } },
    });
  }
});

it('a Service is reachable only inside the cluster', () => {
  expect(objectOf(app, 'api', 'service')).toHaveProperty('spec.type', 'ClusterIP');
});

it('a volume can be mounted by one node, and its old pod stops before the new one starts', () => {
  expect(objectOf(app, 'db', 'pvc')).toHaveProperty('spec.accessModes', ['ReadWriteOnce']);
  expect(objectOf(app, 'db', 'deployment')).toHaveProperty('spec.strategy.type', 'Recreate');
});

it('a failed job does not restart in the same pod, and runs of a schedule do not overlap', () => {
  expect(objectOf(app, 'once', 'job')).toHaveProperty('spec.template.spec.restartPolicy', 'Never');
  expect(objectOf(app, 'daily', 'cronjob')).toHaveProperty('spec.concurrencyPolicy', 'Forbid');
});

it('a flow without a user gives a warning', () => {
  expect(app.warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'user-unknown least.api.user',
    'user-unknown least.wrk.user',
    'user-unknown least.db.user',
    'user-unknown least.once.user',
    'user-unknown least.daily.user',
  ]);
});

it('no CPU limit and no memory limit is set', () => {
  expect(JSON.stringify(app.objects)).not.toContain('limits');
});

it('each default can be turned off', () => {
  const off = { security: 'none', serviceAccountToken: null, serviceLinks: null, replicas: null } as const;
  const Off = define((scope) => new ServiceFlow(scope, 'api', { image: 'a:1', port: 80, ...off, expose: null }));
  const bare = synthesize(Off, environment('here'), { id: 'least' });
  const spec = objectOf(bare, 'api', 'deployment')?.spec as { template: { spec: object } };
  expect(spec).not.toHaveProperty('replicas');
  expect(Object.keys(spec.template.spec)).toEqual(['containers']);
  expect(JSON.stringify(spec.template.spec)).not.toContain('securityContext');
  expect(bare.warnings).toEqual([]);
});

it('the files of this set of defaults never change', () => {
  expect(app.files).toMatchSnapshot();
});
