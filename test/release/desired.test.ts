import { assembleWorkspace } from '../../src/assembly/assemble-workspace';
import { loadWorkspace } from '../../src/assembly/load';
import { desiredOf } from '../../src/release/desired';
import { shopFiles, workspaceWith } from '../helpers/workspace';

it('has no flow that the environment disables, so that nothing misses it', async () => {
  const dev = 'namespace: shop-dev\napps: { shop: { tag: v1, flows: { wrk: { enabled: false } } } }\n';
  const root = workspaceWith({ ...shopFiles, 'environments/dev.yaml': dev });
  const { applications } = assembleWorkspace(await loadWorkspace({ root }));
  const flows = applications.map((one) => [one.environment.name, Object.keys(desiredOf(one, []).flows)]);
  expect(Object.fromEntries(flows)).toEqual({ dev: ['api'], prod: ['api', 'wrk'] });
});
