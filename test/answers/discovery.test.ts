import { connect } from '../../src/cluster/connect';
import { apiServer } from '../helpers/api-server';
import { configFile } from '../kubeconfig/helpers/kubeconfig';

it('the kinds that a server serves are read again after it refused to name them, and once afterwards', async () => {
  let isRefusing = true;
  const { url, seen } = await apiServer('http', (_, to) => {
    to.statusCode = isRefusing ? 403 : 200;
    to.end(JSON.stringify(isRefusing ? { kind: 'Status' } : { kind: 'APIGroupDiscoveryList', items: [] }));
  });
  const cluster = connect(undefined, { kubeconfig: configFile({ server: url }, {}) });
  await expect(cluster.resources()).rejects.toThrow('403');
  isRefusing = false;
  const resources = await cluster.resources();
  expect(await cluster.resources()).toBe(resources);
  expect(seen.map(({ path }) => path).sort()).toEqual(['/api', '/api', '/apis', '/apis']);
  await cluster.close();
});
