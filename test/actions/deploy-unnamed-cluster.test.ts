import { WorkerFlow } from 'towpath';
import { deploy } from 'towpath/actions';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';

test('a deploy to an environment that names no cluster asks no cluster', async () => {
  const root = folderWith({ 'environments/dev.yaml': 'apps: { shop: { tag: v1 } }' });
  const shop = define((app) => void new WorkerFlow(app, 'web', { image: app.image('web', 'example/web'), user: 1 }));
  const issues = await failure(() =>
    deploy({ root, environment: 'dev', applications: { shop }, kubeconfig: 'does-not-exist' }),
  );
  expect(issues.map(({ code }) => code)).toEqual(['cluster-not-named']);
});
