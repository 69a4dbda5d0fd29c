import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ScheduleFlow, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { compareFlows } from '../../src/actions/flows/compare-flows';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';

// The cluster answers with a flow that is declared, and one that only runs.
const asked = jest.fn();
jest.doMock('../../src/actions/deployments/find-deployments', () => ({
  findDeployments: async (options: object) => {
    asked(options);
    const running = { application: 'shop', environment: 'prod', version: 'v1', state: 'healthy' };
    return { deployments: ['web', 'old'].map((flow) => ({ ...running, flow })), issues: [] };
  },
}));

class Shop extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    const image = this.image('shop', 'example/shop');
    new ServiceFlow(this, 'web', { image, user: 1, port: 80, command: ['gunicorn', 'shop.app:app'] });
    new WorkerFlow(this, 'wrk', { image, user: 1 });
    new StoreFlow(this, 'db', { image: 'redis:7.4', user: 999, port: 6379 });
    new ScheduleFlow(this, 'load-data', { image, user: 1, schedule: '0 6 * * *' });
  }
}

const environments = {
  'environments/dev.yaml': 'apps: { shop: { tag: main } }',
  'environments/prod.yaml':
    'promotesFrom: [dev]\napps: { shop: { tag: v1, flows: { load-data: { schedule: "0 7 * * *" } } } }',
};

const source = {
  'shop/app.py': 'from flask import Flask\napp = Flask(__name__)\n',
  Procfile: 'web: gunicorn -w 4 shop.app:app\n',
  'flows/load.py': `from prefect import flow
@flow(name="load_data")
def other(): ...
@flow
def load_data(): ...
load_data.serve('nightly', cron='0 6 * * *')
`,
};

async function compared(files: Readonly<Record<string, string>>) {
  const root = folderWith(files);
  return { root, ...(await compareFlows({ root, applications: { shop: Shop } })) };
}

test('declared flows are joined with found ones by name; the rest is found and not declared', async () => {
  const { flows } = await compared({ ...environments, ...source });
  expect(flows.map(({ application, flow, source: at }) => [application, flow, at && `${at.file}:${at.line}`])).toEqual([
    ['shop', 'db', undefined],
    ['shop', 'load-data', 'flows/load.py:5'],
    ['shop', 'web', 'shop/app.py:2'],
    ['shop', 'wrk', undefined],
    [undefined, 'load_data', 'flows/load.py:3'],
  ]);
});

test('a schedule and a command that differ are listed, with the environments that differ', async () => {
  const { flows } = await compared({ ...environments, ...source });
  expect(flows.flatMap(({ differences }) => differences)).toEqual([
    { field: 'schedule', environments: ['prod'], declared: '0 7 * * *', found: '0 6 * * *' },
    {
      field: 'command',
      environments: ['dev', 'prod'],
      declared: 'gunicorn shop.app:app',
      found: 'gunicorn -w 4 shop.app:app',
    },
  ]);
});

test('`@daily` is the schedule that it stands for', async () => {
  const text = 'from airflow import DAG\nDAG("load_data", schedule="@daily")\n';
  const daily = {
    'environments/dev.yaml': 'apps: { shop: { tag: main, flows: { load-data: { schedule: "0 0 * * *" } } } }',
  };
  const { flows } = await compared({ ...daily, 'dags/a.py': text });
  expect(flows.find(({ flow }) => flow === 'load-data')).toMatchObject({
    source: { kind: 'airflow' },
    differences: [],
  });
});

test('the source is the git repository around the workspace, or the folder that towpath.yaml names', async () => {
  const root = folderWith({
    ...Object.fromEntries(Object.entries(environments).map(([file, text]) => [`deploy/${file}`, text])),
    ...source,
    'other/x.py': 'import nox\n@nox.session\ndef lint(s): ...\n',
    'set/towpath.yaml': 'source: ../other\n',
    'set/environments/dev.yaml': environments['environments/dev.yaml'],
  });
  mkdirSync(join(root, '.git'));
  const applications = { shop: Shop };
  const inDeploy = await compareFlows({ root: join(root, 'deploy'), applications });
  expect([inDeploy.source, inDeploy.flows.length]).toEqual([root, 6]);
  const inSet = await compareFlows({ root: join(root, 'set'), applications });
  expect(inSet.source).toBe(join(root, 'other'));
  expect(inSet.flows.at(-1)?.source?.name).toBe('lint');
});

test('without a workspace, the flows of the source are listed with a hint', async () => {
  const { flows, issues } = await compareFlows({ root: folderWith(source) });
  expect(flows.map(({ flow }) => flow)).toEqual(['load_data', 'load-data', 'shop']);
  expect(issues).toMatchObject([{ code: 'workspace-empty', severity: 'warning' }]);
});

test('without a workspace and without a flow, the workspace is missing', async () => {
  const issues = await failure(() => compareFlows({ root: folderWith({ 'a.txt': '' }) }));
  expect(issues.map(({ code }) => code)).toEqual(['workspace-empty']);
});

test('a workspace without Python has the flows that it declares, and nothing is missing', async () => {
  const { flows } = await compared(environments);
  expect(flows.map(({ flow }) => flow)).toEqual(['db', 'load-data', 'web', 'wrk']);
});

test('a cluster is asked only for an environment that is named, and what only runs is listed last', async () => {
  const root = folderWith({ ...environments, ...source });
  const options = { root, applications: { shop: Shop } };
  expect((await compareFlows(options)).flows.filter(({ running }) => running)).toEqual([]);
  expect(asked).not.toHaveBeenCalled();
  const { flows } = await compareFlows({ ...options, environments: ['prod'] });
  expect(asked).toHaveBeenCalledWith(expect.objectContaining({ root, environments: ['prod'] }));
  expect(flows.map(({ flow, running = [] }) => `${flow} ${running.map(({ version }) => version)}`)).toEqual([
    'db ',
    'load-data ',
    'web v1',
    'wrk ',
    'load_data ',
    'old v1',
  ]);
});
