import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { codesIn } from '../../helpers/cli';
import { folderWith } from '../../helpers/files';
import { kubectl } from '../helpers/kubectl';
import { newNamespace } from '../helpers/namespace';
import { readerOf } from '../helpers/reader';
import { onServer } from '../helpers/server';
import { ended, startTowpath, towpath } from '../helpers/towpath';
import { clusterWorkspace } from '../helpers/workspace';

onServer('the commands that only read', () => {
  let [cwd, namespace, other, reader] = ['', '', '', ''];

  beforeAll(async () => {
    [namespace, other] = [newNamespace(), newNamespace()];
    const apps = { shop: { tag: 'v1' } };
    cwd = clusterWorkspace({
      environments: { dev: { namespace, apps }, prod: { namespace: other, promotesFrom: ['dev'], apps } },
    });
    expect(await towpath(['deploy', '-e', 'dev', '--yes', '--no-wait'], { cwd })).toMatchObject({ code: 0 });
    reader = await readerOf(namespace);
  });

  it('print their results as JSON, and only on standard output', async () => {
    const { code, stdout, stderr } = await towpath(['deployments', '-o', 'json'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject([
      { flow: 'api', environment: 'dev', version: 'v1', declared: true, release: 1 },
      { flow: 'api', environment: 'prod', state: 'missing' },
      { flow: 'wrk', environment: 'dev' },
      { flow: 'wrk', environment: 'prod', state: 'missing' },
    ]);
    const history = await towpath(['history', '-e', 'dev', 'shop', '-o', 'json'], { cwd });
    expect(JSON.parse(history.stdout)).toMatchObject([
      { revision: 1, by: 'admin', changes: [{ flows: ['api', 'wrk'], to: 'v1' }] },
    ]);
  });

  it('find no drift directly after a deploy', async () => {
    const { stdout } = await towpath(['status', '-o', 'json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ drift: [], issues: [], environments: ['dev', 'prod'] });
  });

  it.each(['deployments', 'status'])(
    '%s shows the readable results, and exits with 3 if others cannot be read',
    async (command) => {
      const kubeconfig = reader;
      const outcome = await towpath([command, '-o', 'json', '--kubeconfig', kubeconfig], { cwd });
      expect(outcome.code).toBe(3);
      expect(codesIn(outcome)).toEqual(['cluster-forbidden']);
      const rows = JSON.parse(outcome.stdout);
      const states = (command === 'status' ? rows.flows[0].deployments : rows.slice(0, 2)).map(
        ({ environment, state }: { environment: string; state: string }) => [environment, state === 'unknown'],
      );
      expect(states).toEqual([
        ['dev', false],
        ['prod', true],
      ]);
    },
  );

  it('show a cluster without a workspace', async () => {
    const { code, stdout } = await towpath(['deployments', '-A', '-o', 'json'], { cwd: folderWith({}) });
    const here = JSON.parse(stdout).filter((one: { namespace: string }) => one.namespace === namespace);
    expect([code, here.map(({ flow }: { flow: string }) => flow)]).toEqual([0, ['api', 'wrk']]);
  });

  it('print the status again after a change, until they are interrupted', async () => {
    const child = startTowpath(['status', '-w', '-e', 'dev', '-o', 'json'], { cwd });
    const end = ended(child);
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    await once(lines, 'line');
    const next = once(lines, 'line');
    kubectl(['scale', 'deployment/shop-wrk', '--replicas=2', '--namespace', namespace]);
    const [line] = await next;
    child.kill('SIGINT');
    expect(JSON.parse(String(line)).flows[1].deployments).toHaveLength(1);
    expect(await end).toMatchObject({ code: 130, signal: null });
  });
});
