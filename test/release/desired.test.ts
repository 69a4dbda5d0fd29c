import { assembleWorkspace } from '../../src/assembly/assemble-workspace';
import { desiredOf } from '../../src/release/desired';
import { loadWorkspace } from '../../src/workspace/load';
import { shopFiles, workspaceWith } from '../helpers/workspace';

it('leaves out a flow that the environment disables', async () => {
  const dev = 'namespace: shop-dev\napps: { shop: { tag: v1, flows: { wrk: { enabled: false } } } }\n';
  const root = workspaceWith({ ...shopFiles, 'environments/dev.yaml': dev });
  const { applications } = assembleWorkspace(await loadWorkspace({ root }));
  const flows = applications.map((one) => [one.environment.name, Object.keys(desiredOf(one, []).flows)]);
  expect(Object.fromEntries(flows)).toEqual({ dev: ['api'], prod: ['api', 'wrk'] });
});

it('runs a job once if its name contains a hash of its content, even if no flow waits for it', async () => {
  const app = `
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, JobFlow } from 'towpath';

export default class Shop extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    const image = this.image('api', 'example/api');
    new JobFlow(this, 'once', { image, user: 1000, before: [] });
    new JobFlow(this, 'plain', { image, user: 1000 });
  }
}
`;
  const root = workspaceWith({ ...shopFiles, 'apps/shop.ts': app });
  const [assembly] = assembleWorkspace(await loadWorkspace({ root }), ['prod']).applications;
  const jobs = assembly ? desiredOf(assembly, []).objects : [];
  const named = jobs.map(({ manifest, runsOnce }) => [/-[0-9a-f]{10}$/.test(manifest.metadata.name), runsOnce]);
  expect(named.sort()).toEqual([
    [false, false],
    [true, true],
  ]);
});
