import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { faultProxy } from './helpers/fault-proxy';
import { kubeconfigFor } from './helpers/kubeconfig';
import { kubectl } from './helpers/kubectl';
import { newNamespace } from './helpers/namespace';
import { onServer, server } from './helpers/server';
import { ended, startTowpath, towpath } from './helpers/towpath';
import { asUser, grant } from './helpers/users';
import { clusterWorkspace } from './helpers/workspace';

onServer('the account of a test', () => {
  it('has all rights, with a context of any name', () => {
    const kubeconfig = kubeconfigFor({ context: 'campus-prod' });
    expect(kubectl(['config', 'current-context'], '', { kubeconfig }).stdout.trim()).toBe('campus-prod');
    expect(kubectl(['auth', 'can-i', '*', '*', '--all-namespaces'], '', { kubeconfig }).stdout.trim()).toBe('yes');
  });

  it('has only the granted rights as another user', async () => {
    const [here, there] = [newNamespace(), newNamespace()];
    const user = asUser('deployer');
    const read = (namespace: string) => kubectl(['get', 'configmaps', '--namespace', namespace], '', user);
    expect(() => read(here)).toThrow(/is forbidden/);
    await grant(user, here, [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }]);
    expect(() => read(here)).not.toThrow();
    expect(() => read(there)).toThrow(/is forbidden/);
    expect(() => kubectl(['delete', 'configmaps', '--all', '--namespace', here], '', user)).toThrow(/is forbidden/);
  });

  it('sends requests to the proxy of the kubeconfig', async () => {
    const proxy = await faultProxy();
    const text = readFileSync(kubeconfigFor({ context: 'c', server: proxy }), 'utf8');
    expect(text).toContain(proxy.url);
    expect(text).not.toContain(server().url);
  });
});

onServer('a workspace on the server', () => {
  it('names only this server, and commands can run in it', async () => {
    const cwd = clusterWorkspace({ environments: { dev: { namespace: 'a', apps: { shop: { tag: 'v1' } } } } });
    expect(parse(readFileSync(join(cwd, 'environments/dev.yaml'), 'utf8'))).toMatchObject({
      cluster: { context: 'loopback', server: server().url },
      namespace: 'a',
    });
    expect(await towpath(['synth'], { cwd })).toMatchObject({ code: 0 });
    expect(readdirSync(join(cwd, 'dist/dev'))).toEqual(['shop']);
  });

  it('passes the kubeconfig, the variables and the input to commands', async () => {
    const say = `const { KUBECONFIG, GIVEN } = process.env;
      console.log(JSON.stringify([KUBECONFIG, GIVEN, require('node:fs').readFileSync(0, 'utf8')]));`;
    const cwd = clusterWorkspace({ environments: {}, files: { 'say.cjs': say } });
    const kubeconfig = kubeconfigFor({ context: 'c' });
    const env = { NODE_OPTIONS: '--require ./say.cjs', GIVEN: 'given' };
    const { stdout } = await towpath(['--version'], { cwd, kubeconfig, env, input: 'yes' });
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toEqual([kubeconfig, 'given', 'yes']);
    const { stdout: usual } = await towpath(['--version'], { cwd, env });
    expect(JSON.parse(usual.split('\n')[0] ?? '')).toEqual([server().kubeconfig, 'given', '']);
  });

  it('shows the state that a killed command left', async () => {
    const child = startTowpath(['synth'], { cwd: clusterWorkspace({ environments: {} }) });
    child.kill('SIGKILL');
    expect(await ended(child)).toMatchObject({ code: null, signal: 'SIGKILL' });
  });
});
