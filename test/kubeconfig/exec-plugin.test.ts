import { mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { connect } from '../../src/cluster/connect';
import { apiServer, certificateFile } from '../helpers/api-server';
import { folderWith } from '../helpers/files';
import { configText, failure, userBy } from './helpers/kubeconfig';
import { handsOut, runsOf, writePlugin } from './helpers/plugin';

const before = { cwd: process.cwd(), path: process.env.PATH, kubeconfig: process.env.KUBECONFIG };

afterEach(() => {
  process.chdir(before.cwd);
  process.env.PATH = before.path;
  if (before.kubeconfig === undefined) delete process.env.KUBECONFIG;
  else process.env.KUBECONFIG = before.kubeconfig;
});

/** A folder with `bin/plugin` and `plugin` in it, in which we work from now on. */
function hostileFolder(): { readonly folder: string; readonly runs: () => number } {
  const folder = folderWith({});
  mkdirSync(join(folder, 'bin'));
  const plugins = [writePlugin(folder, 'plugin'), writePlugin(join(folder, 'bin'), 'plugin')];
  process.chdir(folder);
  return { folder, runs: () => plugins.map(runsOf).reduce((sum, runs) => sum + runs, 0) };
}

test.each(['./plugin', 'bin/plugin', '../own/plugin'])(
  'the command %s is found beside its kubeconfig',
  async (command) => {
    const { runs } = hostileFolder();
    const { url, seen } = await apiServer('https');
    const config = folderWith({ 'own/config': configText({ server: url }, { exec: { command } }) });
    mkdirSync(join(config, 'own/bin'));
    const plugin = writePlugin(join(config, 'own'), command === 'bin/plugin' ? command : 'plugin', handsOut('own'));
    await userBy(join(config, 'own/config'));
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer own']);
    expect([runsOf(plugin), runs()]).toEqual([1, 0]);
  },
);

test('with several kubeconfigs, the command is found beside the one that defines the user', async () => {
  const { folder, runs } = hostileFolder();
  const { url, seen } = await apiServer('https');
  const two = folderWith({ config: configText({ server: url }, { exec: { command: './plugin' } }) });
  const one = folderWith({ config: JSON.stringify({ 'current-context': 'c' }) });
  writePlugin(one, 'plugin', handsOut('one'));
  writePlugin(two, 'plugin', handsOut('two'));
  // Paths of KUBECONFIG may themselves be relative.
  process.chdir(join(two, '..'));
  process.env.KUBECONFIG = [join(one, 'config'), join(two.slice(two.lastIndexOf('/') + 1), 'config')].join(delimiter);
  const cluster = connect(undefined);
  process.chdir(folder);
  await cluster.user();
  await cluster.close();
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer two']);
  expect(runs()).toBe(0);
});

describe('a bare name', () => {
  const exec = { command: 'plugin' };

  test('is found in PATH, and never by an entry that depends on the current folder', async () => {
    const { runs } = hostileFolder();
    const { url, seen } = await apiServer('https');
    const config = folderWith({ config: configText({ server: url }, { exec }) });
    const bin = folderWith({ 'plugin/is-a-folder': '' });
    const installed = folderWith({});
    writePlugin(installed, 'plugin', handsOut('installed'));
    process.env.PATH = ['', '.', 'bin', './bin', '..', bin, installed].join(delimiter);
    await userBy(join(config, 'config'));
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer installed']);
    expect(runs()).toBe(0);
  });

  test.each([
    ['is empty', ''],
    ['names the current folder', ['', '.', 'bin', ''].join(delimiter)],
    ['is not set', undefined],
  ])('is not found if PATH %s, nor beside the kubeconfig', async (_, path) => {
    const { runs } = hostileFolder();
    const { url } = await apiServer('https');
    const config = folderWith({ config: configText({ server: url }, { exec }) });
    const beside = writePlugin(config, 'plugin');
    if (path === undefined) delete process.env.PATH;
    else process.env.PATH = path;
    expect(await failure(() => userBy(join(config, 'config')))).toMatch(/^credentials-failed: .*PATH/);
    expect([runsOf(beside), runs()]).toEqual([0, 0]);
  });
});

test('a plugin gets the cluster only if provideClusterInfo is set, and never a login in the address', async () => {
  const { url } = await apiServer('https');
  const folder = folderWith({});
  const tell = `require('node:fs').writeFileSync(__filename + '.info', process.env.KUBERNETES_EXEC_INFO + process.env.OWN);`;
  const command = writePlugin(folder, 'plugin', tell + handsOut('t'));
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command, env: [{ name: 'OWN', value: '!' }] };
  const extensions = [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'a' } }];
  const told = async (more: object) => {
    const text = configText({ server: url, extensions }, { exec: { ...exec, ...more } });
    await userBy(join(folderWith({ config: text }), 'config'));
    const info = readFileSync(`${command}.info`, 'utf8');
    expect(info.endsWith('!')).toBe(true);
    return JSON.parse(info.slice(0, -1)).spec.cluster;
  };
  expect(await told({})).toBeUndefined();
  expect(await told({ provideClusterInfo: true })).toEqual({
    server: url,
    'insecure-skip-tls-verify': false,
    'certificate-authority-data': readFileSync(certificateFile).toString('base64'),
    config: { audience: 'a' },
  });
});

const canary = 'canary-of-a-plugin';

test.each([
  ['prints text that is not JSON', `console.log('{ "token": "${canary}"');`],
  ['prints another object', `console.log(JSON.stringify({ kind: 'Token', status: { token: '${canary}' } }));`],
  ['prints a token that is not text', `console.log('{"kind":"ExecCredential","status":{"token":["${canary}"]}}');`],
  ['prints a token with a line break', handsOut(`${canary}\nx`)],
  ['fails after it printed credentials', `${handsOut(canary)} process.exitCode = 3;`],
])('a plugin that %s fails, and its output is not shown', async (_, body) => {
  const { url, seen } = await apiServer('https');
  const command = writePlugin(folderWith({}), 'plugin', body);
  const config = folderWith({ config: configText({ server: url }, { exec: { command } }) });
  const said = await failure(() => userBy(join(config, 'config')));
  expect(said).toMatch(/^credentials-failed: /);
  expect(said).not.toContain(canary);
  expect(seen).toEqual([]);
});
