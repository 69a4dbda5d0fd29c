import processes from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from '../../src/cluster/connect';
import { apiServer } from '../helpers/api-server';
import { folderWith } from '../helpers/files';
import { configFile, failure } from './helpers/kubeconfig';
import { handsOut, writePlugin } from './helpers/plugin';

const closed = /^cluster-unreachable: the connection to the cluster is closed/;
/** How many programs were started; one that is ended at once leaves no other trace. */
const started = jest.spyOn(processes, 'spawn');

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };

test('a request after the connection is closed runs no plugin and sends nothing', async () => {
  const { url, seen } = await apiServer('https');
  const command = writePlugin(folderWith({}), 'plugin');
  const cluster = connect(undefined, { kubeconfig: configFile({ server: url }, { exec: { command } }) });
  await cluster.close();
  expect(await failure(() => cluster.user())).toMatch(closed);
  expect(await failure(() => cluster.apply(configMap))).toMatch(closed);
  expect([started.mock.calls.length, seen.length]).toEqual([0, 0]);
});

test('a used connection stays closed', async () => {
  const { url, seen } = await apiServer('https');
  const command = writePlugin(folderWith({}), 'plugin');
  const cluster = connect(undefined, { kubeconfig: configFile({ server: url }, { exec: { command } }) });
  await cluster.user();
  await Promise.all([cluster.close(), cluster.close()]);
  expect(await failure(() => cluster.user())).toMatch(closed);
  expect([started.mock.calls.length, seen.length]).toEqual([1, 1]);
});

test('an expired token is not renewed if the connection is closed', async () => {
  const { url, seen } = await apiServer('https', (_, to) => to.writeHead(401).end());
  const command = writePlugin(folderWith({}), 'plugin');
  const cluster = connect(undefined, { kubeconfig: configFile({ server: url }, { exec: { command } }) });
  let closing: Promise<void> | undefined;
  // The answer is there, and nobody has looked at it yet.
  const close = () => {
    closing = cluster.close();
  };
  subscribe('undici:request:trailers', close);
  expect(await failure(() => cluster.user())).toMatch(closed);
  unsubscribe('undici:request:trailers', close);
  await closing;
  expect([started.mock.calls.length, seen.length]).toEqual([1, 1]);
});

test('requests that wait for a plugin end with it, and its credentials are not used', async () => {
  const { url, seen } = await apiServer('https');
  const listener = createServer();
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const { port } = listener.address() as AddressInfo;
  // The plugin asks the test whether it may go on, and is never answered.
  const waits = `require('node:http').get('http://127.0.0.1:${port}', () => { ${handsOut('late')} });`;
  const command = writePlugin(folderWith({}), 'plugin', waits);
  const cluster = connect(undefined, { kubeconfig: configFile({ server: url }, { exec: { command } }) });
  const asked = once(listener, 'request');
  const waiting = [failure(() => cluster.user()), failure(() => cluster.user())];
  const [from] = await asked;
  const gone = once(from.socket, 'close');
  await cluster.close();
  expect(await Promise.all(waiting)).toEqual([expect.stringMatching(closed), expect.stringMatching(closed)]);
  await gone;
  expect([started.mock.calls.length, seen.length]).toEqual([1, 0]);
  listener.close();
});
