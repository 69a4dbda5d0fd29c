import { steeper } from '../helpers/work';
import { workspaceWith } from '../helpers/workspace';

/** An application whose flows refer to each other, and to parts of the application, in all ways. */
const application = (flows: number) => `
const { Application, JobFlow, ScheduleFlow, ServiceFlow, StoreFlow, WorkerFlow } = require('towpath');
module.exports = class Shop extends Application {
  constructor(scope, id, props) {
    super(scope, id, props);
    for (let i = 0; i < ${flows}; i++) {
      const image = this.image('api-' + i, 'example/api-' + i);
      const config = this.config('config-' + i, { data: { 'settings.ini': 'number = ' + i } });
      const disk = this.volume('disk-' + i, { size: '1Gi' });
      const db = new StoreFlow(this, 'db-' + i, { image: 'redis:7', user: 1, port: 6379, volume: { mountPath: '/data', size: '1Gi' } });
      new ServiceFlow(this, 'api-' + i, {
        image,
        user: 1,
        port: 80,
        placement: {
          near: [{ flow: 'db-' + i, topology: 'node' }],
          apart: [{ flow: 'api-' + ((i + 1) % ${flows}), topology: 'zone', weight: 1 }],
        },
        waitFor: [db],
        route: { hosts: ['api-' + i + '.' + id + '.' + props.environment.name + '.example.com'] },
        volumes: { disk: { claim: disk, mountPath: '/disk' }, config: { config, mountPath: '/config' } },
        env: { HOST: db.host, KEY: this.secret('secret-' + i).key('key') },
      });
      new WorkerFlow(this, 'worker-' + i, { image, user: 1, envFrom: [{ config }] });
      new JobFlow(this, 'job-' + i, { image, user: 1, before: ['worker-' + i, 'worker-0'] });
      new ScheduleFlow(this, 'schedule-' + i, { image, user: 1, schedule: '0 3 * * *' });
    }
  }
};
`;

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

interface Subject {
  readonly root: string;
  /** New versions for all images in an environment. */
  readonly pins: readonly string[];
}

/** A workspace of applications with several flows for each number. */
function workspace(flows: number, applications: number, environments: number): Subject {
  const apps = numbers(applications).map((i) => `app-${i}`);
  const images = numbers(flows).map((i) => `api-${i}`);
  const entries = apps.map((id) =>
    [
      `  ${id}:`,
      '    images:',
      ...images.map((image) => `      ${image}: { tag: v1 }`),
      '    flows:',
      ...images.map((flow) => `      ${flow}: { replicas: 2 }`),
    ].join('\n'),
  );
  const root = workspaceWith({
    'towpath.yaml': 'targets:\n  yaml:\n  compose: { accept: [placement] }\n  pulumi:\n',
    ...Object.fromEntries(apps.map((id) => [`apps/${id}.js`, application(flows)])),
    ...Object.fromEntries(
      numbers(environments).map((i) => [
        `environments/env-${i}.yaml`,
        [...(i > 0 ? [`promotesFrom: [env-${i - 1}]`] : []), `namespace: ns-${i}`, 'apps:', ...entries, ''].join('\n'),
      ]),
    ),
  });
  return { root, pins: apps.flatMap((id) => images.map((image) => `${id}/${image}=v2`)) };
}

/** The number of flows or applications in the smallest workspace. */
const size = 16;
// Environments are few, and each is compared with each other, so their number is not tested.
test.each<[string, (count: number) => Subject]>([
  ['flows', (count) => workspace(count, 1, 2)],
  ['applications', (count) => workspace(1, count, 2)],
])('the work of each verb is in proportion to the number of %s', async (_, workspaceOf) => {
  expect(await steeper('verbs', size, [workspaceOf])).toEqual([[]]);
});
