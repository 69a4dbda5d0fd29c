import { join } from 'node:path';
import { connect } from '../../src/cluster/connect';
import { apiServer, certificateFile, keyFile } from '../helpers/api-server';
import { folderWith } from '../helpers/files';
import { configFile, failure, userBy } from './helpers/kubeconfig';
import { runsOf, writePlugin } from './helpers/plugin';

const canary = 'canary-7f3a9';
const folder = folderWith({ token: `${canary}\n` });
const plugin = writePlugin(folder, 'plugin');

const users: Record<string, object> = {
  'a token': { token: canary },
  'a file with a token': { tokenFile: join(folder, 'token') },
  'a name and a password': { username: 'me', password: canary },
  'a certificate': { 'client-certificate': certificateFile, 'client-key': keyFile },
  'a plugin': { exec: { command: plugin } },
};

describe.each(Object.entries(users))('a user with %s', (_, user) => {
  test('is sent to a server over https', async () => {
    const { url, seen } = await apiServer('https');
    expect(await userBy(configFile({ server: url }, user))).toBe('known');
    expect(seen.map(({ headers, hasCertificate }) => hasCertificate || 'authorization' in headers)).toEqual([true]);
  });

  test('is not sent to a server over plain http, and no plugin runs', async () => {
    const before = runsOf(plugin);
    const { url, seen } = await apiServer('http');
    expect(await userBy(configFile({ server: url }, user))).toBe('known');
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(JSON.stringify(seen)).not.toContain(canary);
    expect(runsOf(plugin)).toBe(before);
  });
});

test('files and auth providers of a user are ignored over plain http', async () => {
  const { url } = await apiServer('http');
  const user = { tokenFile: 'nowhere', 'client-key': 'nowhere', 'auth-provider': { name: 'gcp' } };
  expect(await userBy(configFile({ server: url, 'certificate-authority': 'nowhere' }, user))).toBe('known');
});

test('a server that requires credentials over plain http is an error with the advice to use https', async () => {
  const { url, seen } = await apiServer('http', (_, to) => to.writeHead(401).end());
  const said = await failure(() => userBy(configFile({ server: url }, { token: canary })));
  expect(said).toMatch(/^credentials-failed: .* credentials are not sent over unencrypted http/);
  expect(seen).toHaveLength(1);
});

test.each(['http', 'https'] as const)('no redirect to %s is followed', async (protocol) => {
  const elsewhere = await apiServer(protocol);
  const { url, seen } = await apiServer('https', (_, to) => {
    to.writeHead(307, { location: `${elsewhere.url}/taken` }).end();
  });
  const asked = userBy(configFile({ server: url }, { token: canary, as: 'somebody' }));
  await expect(asked).rejects.toMatchObject({ status: { code: 307, message: expect.stringContaining('redirect') } });
  expect(seen.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${canary}`]);
  expect(elsewhere.seen).toEqual([]);
});

describe('a login in the address of a server', () => {
  const withLogin = (url: string) => url.replace('://', `://me:${canary}%21@`);

  test('is used over https instead of the credentials of the user', async () => {
    const { url, seen } = await apiServer('https');
    await userBy(configFile({ server: withLogin(url) }, { token: 'other', exec: { command: plugin } }));
    const basic = Buffer.from(`me:${canary}!`).toString('base64');
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([`Basic ${basic}`]);
  });

  test('is not used over plain http', async () => {
    const { url, seen } = await apiServer('http');
    await userBy(configFile({ server: withLogin(url) }, {}));
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test('does not appear in messages', async () => {
    const secure = await apiServer('https', (_, to) => to.writeHead(307, { location: '/' }).end());
    const plain = await apiServer('http', (_, to) => to.writeHead(401).end());
    for (const server of ['https://localhost:1', plain.url, 'https://localhost:99999', 'ftp://localhost']) {
      const said = await failure(() => userBy(configFile({ server: withLogin(server) }, {})));
      expect(said).not.toContain(canary);
    }
    // Characters that a reader of addresses passes over hide no login from us.
    for (const spaced of [` \u0001${withLogin('https://localhost:1')}`, withLogin('ht\ttps://localhost:1')]) {
      const kubeconfig = configFile({ server: spaced }, {});
      expect(connect(undefined, { kubeconfig }).server).not.toContain(canary);
      expect(await failure(async () => connect({ server: spaced, context: 'x' }, { kubeconfig }))).not.toContain(
        canary,
      );
      expect(await failure(async () => connect({ server: 'https://other' }, { kubeconfig }))).not.toContain(canary);
    }
    const refused = userBy(configFile({ server: withLogin(secure.url) }, {}));
    await expect(refused).rejects.toMatchObject({ message: expect.not.stringContaining(canary) });
  });
});

test('impersonation is sent in the same headers as by kubectl', async () => {
  const { url, seen } = await apiServer('https');
  const user = {
    token: canary,
    as: 'zoë',
    'as-uid': '42',
    'as-groups': ['a', 'b'],
    'as-user-extra': { 'example.org/Team%': ['x'] },
  };
  await userBy(configFile({ server: url }, user));
  const headers = seen[0]?.headers ?? {};
  expect(Buffer.from(String(headers['impersonate-user']), 'latin1').toString()).toBe('zoë');
  expect(headers).toMatchObject({
    'impersonate-uid': '42',
    'impersonate-group': 'a, b',
    'impersonate-extra-example.org%2fteam%25': 'x',
  });
});

test.each<[string, object]>([
  ['a token', { token: `${canary}\nx: y` }],
  ['a token in a block of YAML', { token: `${canary}\n` }],
  ['an impersonated name', { token: 'fine', as: `${canary}\r\nx: y` }],
])('%s with a line break is an error that does not show it, and nothing is sent', async (_, user) => {
  const { url, seen } = await apiServer('https');
  const said = await failure(() => userBy(configFile({ server: url }, user)));
  expect(said).toMatch(/^credentials-failed: .*line break/);
  expect(said).not.toContain(canary);
  expect(seen).toEqual([]);
});
