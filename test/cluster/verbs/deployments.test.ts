import { findDeployments } from '../../../src/actions/deployments/find-deployments';
import type { Cluster } from '../../../src/cluster/cluster';
import { connect } from '../../../src/cluster/connect';
import { folderWith } from '../../helpers/files';
import { kubectl, listOf } from '../helpers/kubectl';
import { newNamespace } from '../helpers/namespace';
import { readerOf } from '../helpers/reader';
import { released } from '../helpers/released';
import { server } from '../helpers/server';
import { waitFor } from '../helpers/wait-for';
import { withControllers } from '../helpers/with-controllers';
import { desiredIn, shopOf, workspaceOf } from './shop';

const here = 'cluster: { context: loopback }\n';

withControllers('deployments', () => {
  let cluster: Cluster;
  let options: { kubeconfig: string };
  let [dev, prod] = ['', ''];
  const both = () => ({
    dev: { namespace: dev, tag: 'v2', more: here },
    prod: { namespace: prod, tag: 'v1', more: here },
  });

  beforeAll(async () => {
    options = { kubeconfig: server().kubeconfig };
    cluster = connect(undefined, options);
    [dev, prod] = [newNamespace(), newNamespace()];
    for (const environment of ['dev', 'prod'])
      await released(cluster, await desiredIn(workspaceOf(both()), environment));
    for (const namespace of [dev, prod])
      waitFor(namespace, 'deployment/shop-api deployment/shop-wrk', 'condition=Available');
  });
  afterAll(() => cluster.close());

  it('finds the flows of two environments in one cluster', async () => {
    const { deployments, issues } = await findDeployments({ ...workspaceOf(both()), ...options });
    expect(issues).toEqual([]);
    const common = {
      ...{ application: 'shop', instance: 'shop', cluster: 'loopback', state: 'healthy', declared: true, release: 1 },
      ...{ commit: '0123abc', since: '2026-11-20T10:00:00.000Z', appliedBy: { user: 'admin', manager: 'towpath' } },
    };
    expect(deployments).toEqual(
      [
        { flow: 'api', environment: 'dev', version: 'v2', kind: 'service', namespace: dev },
        { flow: 'api', environment: 'prod', version: 'v1', kind: 'service', namespace: prod },
        { flow: 'wrk', environment: 'dev', version: 'v2', kind: 'worker', namespace: dev },
        { flow: 'wrk', environment: 'prod', version: 'v1', kind: 'worker', namespace: prod },
      ].map(({ flow, ...one }) => ({
        ...common,
        ...one,
        flow,
        object: `Deployment/shop-${flow}`,
        image: `example/${flow}:${one.version}`,
        message: expect.any(String),
      })),
    );
  });

  it('distinguishes two environments in one namespace', async () => {
    const namespace = newNamespace();
    const environments = {
      one: { namespace, tag: 'v2', more: `${here}apps: { shop: { tag: v2, instance: one } }\n#` },
      two: { namespace, tag: 'v1', more: `${here}apps: { shop: { tag: v1, instance: two } }\n#` },
    };
    const workspace = workspaceOf(environments);
    for (const environment of ['one', 'two']) await released(cluster, await desiredIn(workspace, environment));
    const versions = async (environments?: string[]) =>
      (await findDeployments({ ...workspace, ...options, environments })).deployments.map(
        ({ flow, environment, version, declared }) => [flow, environment, version, declared],
      );
    expect(await versions()).toEqual([
      ['api', 'one', 'v2', true],
      ['api', 'two', 'v1', true],
      ['wrk', 'one', 'v2', true],
      ['wrk', 'two', 'v1', true],
    ]);
    expect(await versions(['two'])).toEqual([
      ['api', 'two', 'v1', true],
      ['wrk', 'two', 'v1', true],
    ]);
  });

  it('shows an orphan: a running flow that is no longer declared', async () => {
    const without = workspaceOf(both(), shopOf(['api']));
    const { deployments } = await findDeployments({ ...without, ...options, environments: ['dev'] });
    expect(deployments).toMatchObject([
      { flow: 'api', declared: true },
      { flow: 'wrk', declared: false, object: 'Deployment/shop-wrk', state: 'healthy', version: 'v2' },
    ]);
  });

  it('shows a missing flow: it is declared and does not run', async () => {
    const more = workspaceOf(both(), shopOf(['api', 'wrk', 'new']));
    const { deployments } = await findDeployments({ ...more, ...options, environments: ['dev'] });
    expect(deployments).toMatchObject([
      { flow: 'api' },
      { flow: 'new', declared: true, state: 'missing' },
      { flow: 'wrk' },
    ]);
    expect(deployments[1]).not.toHaveProperty('object');
  });

  it('ignores a workload whose label names another environment', async () => {
    const misled = workspaceOf({ tst: { namespace: prod, tag: 'v1', more: here } });
    const { deployments } = await findDeployments({ ...misled, ...options });
    expect(deployments.map(({ flow, environment, declared, state }) => [flow, environment, declared, state])).toEqual([
      ['api', 'tst', true, 'missing'],
      ['api', 'prod', false, 'healthy'],
      ['wrk', 'tst', true, 'missing'],
      ['wrk', 'prod', false, 'healthy'],
    ]);
  });

  describe('of an adopted application', () => {
    const naming = { name: 'old-{env}-{flow}', selector: { app: '{env}-{flow}' }, labels: { team: 'web' } };
    let namespace = '';
    const workspace = (flows = ['api', 'wrk']) =>
      workspaceOf({ dev: { namespace, tag: 'v3', more: here } }, shopOf(flows, naming));

    beforeAll(async () => {
      namespace = newNamespace();
      const { objects } = await desiredIn(workspace(), 'dev');
      kubectl(['apply', '--namespace', namespace, '-f', '-'], listOf(objects.map(({ manifest }) => manifest)));
    });

    it('are matched by their declared names, released or not', async () => {
      const { deployments } = await findDeployments({ ...workspace(), ...options });
      expect(deployments).toMatchObject([
        { flow: 'api', object: 'Deployment/old-dev-api', version: 'v3', declared: true },
        { flow: 'wrk', object: 'Deployment/old-dev-wrk', version: 'v3', declared: true },
      ]);
      expect(deployments[0]?.appliedBy).toEqual({ manager: 'kubectl-client-side-apply' });
      expect(deployments[0]).not.toHaveProperty('release');
    });

    it('are found by their releases without a workspace', async () => {
      const alone = { root: folderWith({}), ...options, allNamespaces: true };
      const found = async () =>
        (await findDeployments(alone)).deployments
          .filter((one) => one.namespace === namespace)
          .map(({ object }) => object);
      expect(await found()).toEqual([]);
      await released(cluster, await desiredIn(workspace(), 'dev'));
      expect(await found()).toEqual(['Deployment/old-dev-api', 'Deployment/old-dev-wrk']);
    });
  });

  it('finds deployed and applied flows without a workspace', async () => {
    const namespace = newNamespace();
    const workspace = workspaceOf({ dev: { namespace, tag: 'abc1234' } });
    const { objects } = await desiredIn(workspace, 'dev');
    kubectl(['apply', '-f', '-'], listOf(objects.map(({ manifest }) => manifest)));
    const { deployments } = await findDeployments({ root: folderWith({}), ...options });
    const at = (wanted: string) => deployments.filter((one) => one.namespace === wanted);
    expect(at(dev)).toMatchObject([
      { flow: 'api', environment: 'dev', version: 'v2', declared: true, release: 1 },
      { flow: 'wrk', environment: 'dev', version: 'v2', declared: true, release: 1 },
    ]);
    expect(at(namespace)).toMatchObject([
      { flow: 'api', version: 'abc1234', commit: 'abc1234', since: expect.any(String) },
      { flow: 'wrk', version: 'abc1234', appliedBy: { manager: 'kubectl-client-side-apply' } },
    ]);
    expect(at(namespace)[0]).not.toHaveProperty('declared');
  });

  it('shows missing and orphaned flows by releases alone', async () => {
    const namespace = newNamespace();
    const workspace = workspaceOf({ dev: { namespace, tag: 'v1', more: here } });
    const desired = await desiredIn(workspace, 'dev');
    await released(cluster, desired);
    const fewer = await desiredIn(workspaceOf({ dev: { namespace, tag: 'v1' } }, shopOf(['api'])), 'dev');
    await released(cluster, fewer, { revision: 2 });
    kubectl(['delete', 'deployment', 'shop-api', '--namespace', namespace]);
    const { deployments } = await findDeployments({ ...options, allNamespaces: true });
    expect(deployments.filter((one) => one.namespace === namespace)).toMatchObject([
      { flow: 'api', state: 'missing', declared: true, release: 2 },
      { flow: 'wrk', declared: false, object: 'Deployment/shop-wrk' },
    ]);
  });

  describe('for an account that may read one namespace', () => {
    let reader: { kubeconfig: string };
    beforeAll(async () => {
      reader = { kubeconfig: await readerOf(dev) };
    });

    it('shows that namespace, and warns that it shows no others', async () => {
      const { deployments, issues } = await findDeployments({ root: folderWith({}), ...reader });
      expect(deployments.map(({ flow, state }) => [flow, state])).toEqual([
        ['api', 'healthy'],
        ['wrk', 'healthy'],
      ]);
      expect(issues).toMatchObject([{ code: 'cluster-forbidden', severity: 'warning' }]);
    });

    it('shows readable flows, and reports unreadable ones as unknown instead of missing', async () => {
      const { deployments, issues } = await findDeployments({ ...workspaceOf(both()), ...reader });
      expect(deployments.map(({ flow, environment, state }) => [flow, environment, state])).toEqual([
        ['api', 'dev', 'healthy'],
        ['api', 'prod', 'unknown'],
        ['wrk', 'dev', 'healthy'],
        ['wrk', 'prod', 'unknown'],
      ]);
      expect(issues).toMatchObject([{ code: 'cluster-forbidden', severity: 'error' }]);
    });
  });

  it('shows the other environments if one cannot be reached or sets no cluster', async () => {
    const { stdout } = kubectl(['config', 'view', '--raw', '--flatten', '--output=json']);
    const config = JSON.parse(stdout);
    const nowhere = { name: 'nowhere', cluster: { server: 'https://towpath.invalid' } };
    config.clusters.push(nowhere);
    config.contexts.push({ name: 'nowhere', context: { cluster: 'nowhere', user: config.users[0].name } });
    const root = folderWith({ kubeconfig: JSON.stringify(config) });
    const workspace = workspaceOf({
      dev: { namespace: dev, tag: 'v2', more: here },
      tst: { namespace: dev, tag: 'v2', more: 'cluster: { context: nowhere }\n' },
      prod: { namespace: prod, tag: 'v1' },
    });
    const { deployments, issues } = await findDeployments({ ...workspace, kubeconfig: `${root}/kubeconfig` });
    expect(deployments.slice(0, 3).map(({ environment, state }) => [environment, state])).toEqual([
      ['dev', 'healthy'],
      ['tst', 'unknown'],
      ['prod', 'unknown'],
    ]);
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
      ['cluster-not-named', 'warning'],
      ['cluster-unreachable', 'error'],
    ]);
  });

  it('uses the current context for an environment without a cluster if only this environment is requested', async () => {
    const workspace = workspaceOf({ dev: { namespace: dev, tag: 'v2' }, prod: { namespace: prod, tag: 'v1' } });
    const { deployments, issues } = await findDeployments({ ...workspace, ...options, environments: ['prod'] });
    expect(deployments.map(({ state }) => state)).toEqual(['healthy', 'healthy']);
    expect(issues).toMatchObject([{ code: 'cluster-not-named', severity: 'warning' }]);
    const all = await findDeployments({ ...workspace, ...options });
    expect(new Set(all.deployments.map(({ state }) => state))).toEqual(new Set(['unknown']));
    expect(all.issues).toMatchObject([{ code: 'cluster-not-named', severity: 'error' }, { severity: 'error' }]);
  });
});
