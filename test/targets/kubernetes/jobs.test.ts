import { App, JsonPatch } from 'cdk8s';
import { environment, JobFlow, ServiceFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define } from '../../helpers/define';
import { writtenObject } from '../../helpers/written-flow';

const web = { image: 'a:1', user: 1, port: 80 };

/** The name of a job that runs before a service. */
function jobName(said: object, tag = 'v1', patch?: JsonPatch): string | undefined {
  const Shop = define((app) => {
    const api = new ServiceFlow(app, 'api', web);
    const job = new JobFlow(app, 'migrate', {
      image: app.image('api', 'example/api'),
      user: 1,
      before: [api],
      ...said,
    });
    if (patch) job.object('job')?.addJsonPatch(patch);
  });
  const app = synthesize(Shop, environment('here', { apps: { shop: { tag } } }), { id: 'shop' });
  return Object.values(app.objects).find(({ kind }) => kind === 'Job')?.metadata.name;
}

describe('a job that runs before other flows', () => {
  it('has a name with a hash of its content', () => {
    expect(jobName({})).toMatch(/^shop-migrate-[0-9a-f]{10}$/);
    expect(jobName({})).toBe(jobName({}));
  });

  it.each([
    ['its version', () => jobName({}, 'v2')],
    ['a variable', () => jobName({ env: { A: '1' } })],
    ['a field of the job', () => jobName({ backoffLimit: 1 })],
    ['a patch', () => jobName({}, 'v1', JsonPatch.add('/spec/suspend', true))],
    ['an override', () => jobName({ overrides: { job: { spec: { suspend: true } } } })],
  ])('gets another name with %s', (_, name) => {
    expect(name()).toMatch(/^shop-migrate-[0-9a-f]{10}$/);
    expect(name()).not.toBe(jobName({}));
  });

  it('has the same name in a plain cdk8s program', () => {
    const patch = () => JsonPatch.add('/spec/suspend', true);
    const Shop = define((app) => {
      const api = new ServiceFlow(app, 'api', web);
      const image = app.image('api', 'example/api');
      new JobFlow(app, 'migrate', { image, user: 1, before: [api] }).object('job')?.addJsonPatch(patch());
    });
    const where = environment('here', { apps: { shop: { tag: 'v1' } } });
    const objects = new Shop(new App(), 'shop', { environment: where }).toJson();
    const job = objects.find(({ kind }) => kind === 'Job');
    expect(job).toMatchObject({ metadata: { name: jobName({}, 'v1', patch()) }, spec: { suspend: true } });
  });

  it('keeps its name if only the order of its variables changes', () => {
    expect(jobName({ env: { A: '1', B: '2' } })).toBe(jobName({ env: { B: '2', A: '1' } }));
  });
});

it('a job without `before` has the name of the flow', () => {
  expect(writtenObject('job', 'job', {})?.metadata.name).toBe('shop-it');
});

it('a pod failure policy is written with exit codes and conditions', () => {
  const podFailurePolicy = [
    { action: 'FailJob', exitCodes: { operator: 'In', values: [42], container: 'it' } },
    { action: 'Ignore', conditions: [{ type: 'DisruptionTarget' }] },
  ];
  expect(writtenObject('job', 'job', { podFailurePolicy })?.spec).toMatchObject({
    podFailurePolicy: {
      rules: [
        { action: 'FailJob', onExitCodes: { containerName: 'it', operator: 'In', values: [42] } },
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      ],
    },
  });
});

it('a schedule is written with its times, its history and the template of its runs', () => {
  const code = {
    ...{ timeZone: 'Europe/Prague', concurrency: 'Replace', startingDeadlineSeconds: 60 },
    ...{ indexed: true, completions: 2, annotations: { note: 'a' } },
  };
  const overlay = { schedule: '0 3 * * *', suspend: true };
  expect(writtenObject('schedule', 'cronjob', code, { overlay })).toMatchObject({
    spec: {
      schedule: '0 3 * * *',
      timeZone: 'Europe/Prague',
      concurrencyPolicy: 'Replace',
      startingDeadlineSeconds: 60,
      suspend: true,
      jobTemplate: {
        metadata: { annotations: { note: 'a' }, labels: { 'app.kubernetes.io/name': 'it' } },
        spec: { completionMode: 'Indexed', completions: 2 },
      },
    },
  });
});
