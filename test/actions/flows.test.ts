import type { Construct } from 'constructs';
import { Application, type ApplicationProps, StoreFlow, text, WorkerFlow } from 'towpath';
import { findFlows } from '../../src/actions/flows/flows';
import { folderWith } from '../helpers/files';

class Shop extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    const db = new StoreFlow(this, 'db', { image: 'redis:7.4', user: 999, port: 6379 });
    const env = { URL: text`redis://${db.host}:${db.port}/0`, HOST: db.host };
    new WorkerFlow(this, 'wrk', { image: this.image('wrk', 'example/wrk'), user: 1, env });
  }
}

it('lists every flow once, with its version in each environment', async () => {
  const root = folderWith({
    'environments/dev.yaml': 'namespace: dev\napps: { shop: { tag: main } }',
    'environments/prod.yaml':
      'promotesFrom: [dev]\napps: { shop: { tag: v1, flows: { db: { external: { host: r.example.org } } } } }',
  });
  expect(await findFlows({ root, applications: { shop: Shop } })).toEqual([
    {
      application: 'shop',
      flow: 'db',
      kind: 'store',
      environments: [
        { environment: 'dev', repository: 'redis', tag: '7.4' },
        { environment: 'prod', external: 'r.example.org:6379' },
      ],
      refersTo: [],
    },
    {
      application: 'shop',
      flow: 'wrk',
      kind: 'worker',
      environments: [
        { environment: 'dev', repository: 'example/wrk', tag: 'main', builds: 'wrk' },
        { environment: 'prod', repository: 'example/wrk', tag: 'v1', builds: 'wrk' },
      ],
      refersTo: ['db'],
    },
  ]);
});

it('leaves out an environment without the application', async () => {
  const root = folderWith({
    'environments/dev.yaml': 'apps: { shop: { tag: main } }',
    'environments/prod.yaml': 'promotesFrom: [dev]\napps: { shop: { enabled: false } }',
  });
  const flows = await findFlows({ root, applications: { shop: Shop } });
  expect(flows.map(({ environments }) => environments.map((at) => at.environment))).toEqual([['dev'], ['dev']]);
});
