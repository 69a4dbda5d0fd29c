import { type Status, status } from '../../../src/actions/status/status';
import { watchStatus } from '../../../src/actions/status/watch-status';
import type { Cluster } from '../../../src/cluster/cluster';
import { connect } from '../../../src/cluster/connect';
import { folderWith } from '../../helpers/files';
import { kubectl } from '../helpers/kubectl';
import { newNamespace } from '../helpers/namespace';
import { readerOf } from '../helpers/reader';
import { released } from '../helpers/released';
import { server } from '../helpers/server';
import { waitFor } from '../helpers/wait-for';
import { withControllers } from '../helpers/with-controllers';
import { desiredIn, workspaceOf } from './shop';

const here = 'cluster: { context: loopback }\n';

withControllers('status', () => {
  let cluster: Cluster;
  let options: { kubeconfig: string };
  let namespace = '';
  const workspace = (tag = 'v1') => workspaceOf({ dev: { namespace, tag, more: here } });
  const now = (more: object = {}) => status({ ...workspace(), ...options, ...more });

  beforeAll(() => {
    options = { kubeconfig: server().kubeconfig };
    cluster = connect(undefined, options);
  });
  afterAll(() => cluster.close());

  beforeEach(async () => {
    namespace = newNamespace();
    await released(cluster, await desiredIn(workspace(), 'dev'));
    waitFor(namespace, 'deployment/shop-api deployment/shop-wrk', 'condition=Available');
  });

  it('has no drift after a deploy, even if the server and controllers set fields', async () => {
    const { flows, drift, issues, environments } = await now();
    expect(issues).toEqual([]);
    expect(drift).toEqual([]);
    expect(environments).toEqual(['dev']);
    expect(flows.map(({ flow, deployments }) => [flow, deployments])).toMatchObject([
      ['api', [{ environment: 'dev', version: 'v1', pin: 'v1', drifted: 0, state: 'healthy' }]],
      ['wrk', [{ environment: 'dev', version: 'v1', pin: 'v1', drifted: 0, state: 'healthy' }]],
    ]);
  });

  it('shows the pin beside the running version', async () => {
    const { flows } = await status({ ...workspace('v2'), ...options });
    expect(flows[0]?.deployments).toMatchObject([{ version: 'v1', pin: 'v2' }]);
  });

  it('reports `kubectl scale` as drift', async () => {
    kubectl(['scale', 'deployment/shop-api', '--replicas=3', '--namespace', namespace]);
    const { flows, drift } = await now();
    expect(drift).toEqual([
      {
        ...{ application: 'shop', environment: 'dev', instance: 'shop', cluster: 'loopback' },
        ...{ flow: 'api', namespace },
        ...{ kind: 'Deployment', name: 'shop-api', isMissing: false },
        fields: [{ path: 'spec.replicas', released: 1, live: 3, by: 'kubectl scale' }],
      },
    ]);
    expect(flows.map(({ deployments }) => deployments[0]?.drifted)).toEqual([1, 0]);
  });

  it('reports fields that an editor changed, and not fields that it added', async () => {
    const env = [
      { name: 'LOG', value: 'debug' },
      { name: 'MORE', value: '1' },
    ];
    const containers = [{ name: 'api', env }];
    const patch = JSON.stringify({ spec: { template: { spec: { containers } } } });
    const how = ['--field-manager=kubectl-edit', '--namespace', namespace];
    kubectl(['patch', 'deployment/shop-api', '-p', patch, ...how]);
    kubectl(['label', 'service/shop-api', 'app.kubernetes.io/component-', ...how]);
    const { drift } = await now();
    const fields = drift.map(({ kind, fields }) => [kind, fields]);
    expect(new Map(fields as [string, object][])).toEqual(
      new Map<string, object>([
        [
          'Deployment',
          [
            {
              path: 'spec.template.spec.containers.api.env.LOG.value',
              released: 'info',
              live: 'debug',
              by: 'kubectl-edit',
            },
          ],
        ],
        ['Service', [{ path: 'metadata.labels["app.kubernetes.io/component"]', released: 'service' }]],
      ]),
    );
  });

  it('reports a deleted object and a version that somebody set', async () => {
    kubectl(['delete', 'service', 'shop-api', '--namespace', namespace]);
    kubectl(['set', 'image', 'deployment/shop-wrk', 'wrk=example/wrk:v7', '--namespace', namespace]);
    const { flows, drift } = await now();
    expect(drift).toMatchObject([
      { kind: 'Service', name: 'shop-api', isMissing: true },
      { kind: 'Deployment', name: 'shop-wrk', fields: [{ live: 'example/wrk:v7', by: 'kubectl-set' }] },
    ]);
    expect(flows[1]?.deployments[0]).toMatchObject({
      ...{ version: 'v7', pin: 'v1', drifted: 1 },
      appliedBy: { manager: 'kubectl-set' },
    });
    expect(flows[1]?.deployments[0]?.appliedBy).not.toHaveProperty('user');
    expect(flows[1]?.deployments[0]?.since).not.toBe('2026-11-20T10:00:00.000Z');
  });

  it('has no drift after the change is undone', async () => {
    for (const replicas of [3, 1]) {
      kubectl(['scale', 'deployment/shop-api', `--replicas=${replicas}`, '--namespace', namespace]);
    }
    expect((await now()).drift).toEqual([]);
  });

  it('reports what an unfinished deploy has not applied', async () => {
    const desired = await desiredIn(workspace('v2'), 'dev');
    await released(cluster, { ...desired, objects: [] }, { revision: 2, state: 'started' });
    const { drift } = await status({ ...workspace('v2'), ...options });
    expect(drift).toEqual([]);
    const { releasedObjectsObjects } = await import('../../../src/release/store/record');
    const release = { revision: 2, application: 'shop', environment: 'dev', instance: 'shop', ran: [] } as never;
    const [kept] = releasedObjectsObjects(release, { instance: 'shop', namespace }, desired.objects);
    if (kept) await cluster.apply(kept);
    const fields = (await status({ ...workspace('v2'), ...options })).drift.flatMap((one) => one.fields);
    expect(fields).toContainEqual(
      expect.objectContaining({ path: 'spec.template.spec.containers.api.image', live: 'example/api:v1' }),
    );
  });

  it('needs only rights to read', async () => {
    kubectl(['scale', 'deployment/shop-api', '--replicas=3', '--namespace', namespace]);
    const { drift, issues } = await now({ kubeconfig: await readerOf(namespace) });
    expect(issues).toEqual([]);
    expect(drift).toMatchObject([{ kind: 'Deployment', fields: [{ path: 'spec.replicas' }] }]);
  });

  it('reports the same without a workspace', async () => {
    kubectl(['scale', 'deployment/shop-api', '--replicas=3', '--namespace', namespace]);
    const { flows } = await status({ ...options, root: folderWith({}) });
    const deployments = flows.flatMap((flow) => flow.deployments).filter((one) => one.namespace === namespace);
    expect(deployments).toMatchObject([
      { flow: 'api', pin: 'v1', version: 'v1', drifted: 1 },
      { flow: 'wrk', pin: 'v1', version: 'v1', drifted: 0 },
    ]);
  });

  it('is returned again after a change, until the signal aborts', async () => {
    const controller = new AbortController();
    const seen: Status[] = [];
    for await (const one of watchStatus({ ...workspace(), ...options, signal: controller.signal })) {
      seen.push(one);
      if (seen.length === 1) kubectl(['scale', 'deployment/shop-api', '--replicas=3', '--namespace', namespace]);
      const api = one.flows[0]?.deployments[0];
      if (api?.drifted === 1 && api.state === 'healthy') controller.abort();
    }
    expect(seen[0]?.flows[0]?.deployments[0]).toMatchObject({ drifted: 0, state: 'healthy' });
    expect(seen.at(-1)?.drift).toMatchObject([{ fields: [{ path: 'spec.replicas', released: 1, live: 3 }] }]);
    const texts = seen.map((one) => JSON.stringify(one));
    expect(new Set(texts).size).toBeGreaterThanOrEqual(2);
    expect(texts.filter((text, index) => text === texts[index - 1])).toEqual([]);
  });

  it('opens more watches than there are connections for requests', async () => {
    const more = [newNamespace(), newNamespace()];
    const many = workspaceOf({
      dev: { namespace, tag: 'v1', more: here },
      tst: { namespace: more[0] as string, tag: 'v1', more: here },
      prod: { namespace: more[1] as string, tag: 'v1', more: here },
    });
    const controller = new AbortController();
    let count = 0;
    for await (const { flows } of watchStatus({ ...many, ...options, signal: controller.signal })) {
      count += 1;
      if (count === 1) kubectl(['scale', 'deployment/shop-api', '--replicas=2', '--namespace', namespace]);
      if (flows[0]?.deployments[0]?.drifted === 1) controller.abort();
    }
    expect(count).toBeGreaterThanOrEqual(2);
  });
});
