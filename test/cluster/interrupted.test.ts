import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writesTo } from './helpers/fault';
import { type FaultProxy, faultProxy } from './helpers/fault-proxy';
import { gate } from './helpers/gate';
import { holderIn, leftIn, releasesIn } from './helpers/left';
import { names } from './helpers/live';
import { api, db, migrate, shopOn, wrk } from './helpers/shop';
import { ended, startTowpath } from './helpers/towpath';
import { withControllers } from './helpers/with-controllers';

const neverReady = wrk.replace('user: 1000', "user: 1000, podLabels: { 'towpath.test/never-ready': 'true' }");

/** What it says of how far it came. */
function stoppedAfter(stderr: string): { readonly made: number; readonly planned: number } {
  const [, made, planned] = /shop: stopped after (\d+) of (\d+) changes?/.exec(stderr) ?? [];
  return { made: Number(made), planned: Number(planned) };
}

withControllers('an interrupted deploy', () => {
  let proxy: FaultProxy;

  beforeAll(async () => {
    proxy = await faultProxy();
  });

  const writing = (namespace: string, plural: string) => ({
    ...writesTo(namespace),
    path: new RegExp(`/namespaces/${namespace}/${plural}/(?!.*dryRun)`),
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s reports its progress, releases the lease, and is finished by the next deploy',
    async (signal) => {
      const undisturbed = shopOn([db, migrate, api], proxy);
      expect(await undisturbed.deploy()).toMatchObject({ code: 0 });

      const { namespace, start, deploy } = shopOn([db, migrate, api], proxy);
      const client = start();
      // The claim comes before all workloads.
      proxy.rules = [{ ...writing(namespace, 'persistentvolumeclaims'), after: () => void client.kill(signal) }];
      const { code, stderr } = await ended(client);
      expect(code).toBe(130);
      const { made, planned } = stoppedAfter(stderr);
      expect(made).toBe(names(namespace).length);
      expect([made > 0, planned]).toEqual([true, names(undisturbed.namespace).length]);
      expect(made).toBeLessThan(planned);
      expect(holderIn(namespace)).toBe('');
      expect(releasesIn(namespace)).toMatchObject([{ revision: 1, state: 'started' }]);
      expect(await deploy()).toMatchObject({ code: 0 });
      expect(leftIn(namespace)).toEqual(leftIn(undisturbed.namespace));
    },
  );

  it('while it waits has applied everything, and is finished by the next deploy', async () => {
    const { namespace, start, deploy, change } = shopOn([neverReady], proxy);
    const client = start();
    proxy.rules = [
      { path: new RegExp(`/namespaces/${namespace}/deployments.*watch=true`), after: () => void client.kill('SIGINT') },
    ];
    const { code, stderr } = await ended(client);
    expect({ code, ...stoppedAfter(stderr) }).toEqual({ code: 130, made: 1, planned: 1 });
    expect(releasesIn(namespace)).toMatchObject([{ revision: 1, state: 'started' }]);
    change([wrk]);
    expect(await deploy()).toMatchObject({ code: 0 });
    expect(holderIn(namespace)).toBe('');
  });

  it('that is interrupted twice ends at once', async () => {
    const { namespace, start, deploy } = shopOn([wrk], proxy);
    const client = start();
    const ending = ended(client);
    const hold = gate();
    proxy.rules = [{ ...writing(namespace, 'deployments'), nth: 1, before: hold.pass }];
    await hold.reached;
    const heard = line(client, /\w/);
    client.kill('SIGINT');
    await heard;
    client.kill('SIGINT');
    expect(await ending).toMatchObject({ code: 130, signal: null });
    hold.open();
    expect(await deploy()).toMatchObject({ code: 0 });
  });

  it('that was a rollback continues to the same release', async () => {
    const { namespace, cwd, kubeconfig, deploy, change, run } = shopOn([wrk], proxy);
    for (const tag of ['v1', 'v2', 'v3']) {
      change([wrk], tag);
      expect(await deploy()).toMatchObject({ code: 0 });
    }
    const client = startTowpath(['rollback', '-e', 'dev', 'shop'], { cwd, kubeconfig });
    proxy.rules = [{ ...writing(namespace, 'deployments'), after: () => void client.kill('SIGKILL') }];
    expect(await ended(client)).toMatchObject({ signal: 'SIGKILL' });
    expect(await run(['rollback', '-e', 'dev', 'shop'])).toMatchObject({ code: 0 });
    expect(releasesIn(namespace)[0]).toMatchObject({ state: 'deployed', restores: 2, flows: { wrk: { tag: 'v2' } } });
  });

  it('before its first change leaves no release that counts as the current state', async () => {
    const { namespace, start, deploy, change } = shopOn([wrk], proxy);
    expect(await deploy()).toMatchObject({ code: 0 });
    change([wrk], 'v2');
    const client = start();
    const kill = { before: () => void client.kill('SIGKILL'), fault: { reset: 'before' } } as const;
    proxy.rules = [{ ...writing(namespace, 'deployments'), ...kill }];
    expect(await ended(client)).toMatchObject({ signal: 'SIGKILL' });
    change([wrk], 'v1');
    expect(await deploy()).toMatchObject({ code: 0 });
    expect(releasesIn(namespace)[0]).toMatchObject({ state: 'deployed', flows: { wrk: { tag: 'v1' } } });
  });
});

/** When it has said something like this. */
async function line({ stderr }: ChildProcess, pattern: RegExp): Promise<void> {
  if (!stderr) return;
  for (let said = ''; !pattern.test(said); ) said += String((await once(stderr, 'data'))[0]);
}
