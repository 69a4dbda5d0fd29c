import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, connect as open } from 'node:net';
import { type ApiServer, apiServer } from '../helpers/api-server';
import { configFile, failure, userBy } from './helpers/kubeconfig';

const canary = 'canary-proxy';
const closing: (() => void)[] = [];

afterAll(() => {
  for (const close of closing.splice(0)) close();
});

/** A proxy that leads to one server whatever it is asked for, or refuses. */
async function proxyTo(server: ApiServer, status = '200 Connection Established') {
  const asked: { readonly headers: IncomingHttpHeaders; readonly line: string }[] = [];
  const listener = createServer((from, to) => {
    asked.push({ headers: from.headers, line: `${from.method} ${from.url}` });
    to.writeHead(500).end();
  });
  listener.on('connect', ({ headers, url = '' }, from) => {
    asked.push({ headers, line: `CONNECT ${url}` });
    if (!status.startsWith('200')) return void from.end(`HTTP/1.1 ${status}\r\n\r\n`);
    const to = open(server.port, '127.0.0.1', () => {
      from.write(`HTTP/1.1 ${status}\r\n\r\n`);
      from.pipe(to).pipe(from);
    });
    for (const end of [from, to]) end.on('error', () => [from, to].forEach((one) => void one.destroy()));
  });
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => {
    listener.close();
    listener.closeAllConnections();
  });
  return { asked, url: `http://me:${canary}@127.0.0.1:${(listener.address() as AddressInfo).port}` };
}

const proxied = `Basic ${Buffer.from(`me:${canary}`).toString('base64')}`;

test('a proxy and a server each get only their own credentials', async () => {
  const server = await apiServer('https');
  const { asked, url } = await proxyTo(server);
  const file = configFile({ server: 'https://api.example.test', 'proxy-url': url }, { token: 'mine', as: 'somebody' });
  expect(await userBy(file)).toBe('known');
  expect(asked.map(({ line }) => line)).toEqual(['CONNECT api.example.test:443']);
  expect(asked[0]?.headers).toMatchObject({ 'proxy-authorization': proxied });
  expect(Object.keys(asked[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['authorization']));
  expect(server.seen.map(({ headers }) => [headers.authorization, headers['proxy-authorization']])).toEqual([
    ['Bearer mine', undefined],
  ]);
});

test('a server with plain http gets no credentials through a proxy', async () => {
  const server = await apiServer('http');
  const { asked, url } = await proxyTo(server);
  expect(await userBy(configFile({ server: 'http://api.example.test', 'proxy-url': url }, { token: 'mine' }))).toBe(
    'known',
  );
  expect(asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test('the error of a refusing proxy does not show its password', async () => {
  const server = await apiServer('https');
  const { url } = await proxyTo(server, '407 Proxy Authentication Required');
  const file = configFile({ server: 'https://api.example.test', 'proxy-url': url }, { token: 'mine' });
  const said = await failure(() => userBy(file));
  expect(said).toMatch(/^cluster-unreachable: .*407/);
  expect(said).not.toContain(canary);
});

test('the error of an invalid proxy address does not show its password', async () => {
  const file = configFile({ server: 'https://api.example.test', 'proxy-url': `http://me:${canary}@[` }, {});
  const said = await failure(() => userBy(file));
  expect(said).toMatch(/^kubeconfig-unreadable: /);
  expect(said).not.toContain(canary);
});
