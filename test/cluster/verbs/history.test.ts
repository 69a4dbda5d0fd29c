import { history } from '../../../src/actions/history/history';
import type { Cluster } from '../../../src/cluster/cluster';
import { connect } from '../../../src/cluster/connect';
import { folderWith } from '../../helpers/files';
import { newNamespace } from '../helpers/namespace';
import { released } from '../helpers/released';
import { onServer, server } from '../helpers/server';
import { desiredIn, workspaceOf } from './shop';

const here = 'cluster: { context: loopback }\n';

onServer('history', () => {
  let cluster: Cluster;
  let options: { kubeconfig: string };
  let namespace = '';
  const workspace = (tag: string) => workspaceOf({ dev: { namespace, tag, more: here } });

  beforeAll(async () => {
    options = { kubeconfig: server().kubeconfig };
    cluster = connect(undefined, options);
    namespace = newNamespace();
    const put = async (revision: number, tag: string, more: object = {}) =>
      released(cluster, { ...(await desiredIn(workspace(tag), 'dev')), objects: [] }, { revision, ...more });
    await put(2, 'v1');
    await put(3, 'v2', { commit: 'feed123-dirty', state: 'failed', at: '2026-11-20T11:00:00.000Z' });
    await put(4, 'v1', { restores: 2 });
  });
  afterAll(() => cluster.close());

  it('lists the newest release first, with its changes', async () => {
    const { releases, issues } = await history({ ...workspace('v1'), ...options, environment: 'dev' });
    expect(issues).toEqual([]);
    const common = { application: 'shop', environment: 'dev', instance: 'shop', cluster: 'loopback', namespace };
    const usual = { by: 'admin', at: '2026-11-20T10:00:00.000Z', commit: '0123abc', state: 'deployed' };
    expect(releases).toEqual([
      { ...common, ...usual, revision: 4, restores: 2, changes: [{ flows: ['api', 'wrk'], from: 'v2', to: 'v1' }] },
      {
        ...{ ...common, ...usual, revision: 3, state: 'failed', commit: 'feed123-dirty' },
        ...{ at: '2026-11-20T11:00:00.000Z', changes: [{ flows: ['api', 'wrk'], from: 'v1', to: 'v2' }] },
      },
      // The one before is not kept any more.
      { ...common, ...usual, revision: 2 },
    ]);
  });

  it('lists the same without a workspace', async () => {
    const alone = { ...options, root: folderWith({}), environment: 'dev', application: 'shop' };
    const { releases } = await history(alone);
    expect(releases.filter((one) => one.namespace === namespace).map(({ revision }) => revision)).toEqual([4, 3, 2]);
    const { releases: others } = await history({ ...options, root: folderWith({}), environment: 'none' });
    expect(others).toEqual([]);
  });

  it('suggests known applications', async () => {
    const asked = history({ ...workspace('v1'), ...options, environment: 'dev', application: 'shap' });
    await expect(asked).rejects.toMatchObject({
      issues: [{ code: 'release-unknown', hint: expect.stringContaining('shop') }],
    });
  });
});
