import timers from 'node:timers/promises';
import { connect } from '../../src/cluster/connect';
import { listAll } from '../../src/cluster/list';
import { apiServer } from '../helpers/api-server';
import { configFile, failure } from '../kubeconfig/helpers/kubeconfig';

const configMaps = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true, verbs: [] };
const list = (metadata: object) => JSON.stringify({ kind: 'ConfigMapList', metadata, items: [] });

afterEach(() => jest.restoreAllMocks());

it('a list that repeats the same page without end is an error', async () => {
  const { url, seen } = await apiServer('http', (_, to) => to.end(list({ continue: 'here' })));
  const cluster = connect(undefined, { kubeconfig: configFile({ server: url }, {}) });
  expect(await failure(() => cluster.list(configMaps))).toMatch(/^cluster-unreachable: .*never ends/);
  expect(seen).toHaveLength(2);
  await cluster.close();
});

it('a list whose every page names another next one is an error', async () => {
  let pages = 0;
  const ask = jest.fn(async () => ({ items: [], resourceVersion: '1', next: String(pages++) }));
  expect(await failure(() => listAll(ask as never, configMaps))).toMatch(
    /^cluster-unreachable: .*more than 2000 pages/,
  );
  expect(ask).toHaveBeenCalledTimes(2000);
});

it('a response that has not ended after two minutes is an error', async () => {
  const timeUp = new AbortController();
  const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(timeUp.signal);
  const { url } = await apiServer('http', (_, to) => {
    to.write('{"kind":');
    timeUp.abort(new DOMException('It took too long.', 'TimeoutError'));
  });
  const cluster = connect(undefined, { kubeconfig: configFile({ server: url }, {}) });
  expect(await failure(() => cluster.list(configMaps))).toMatch(
    /^cluster-unreachable: .*its response did not end in time/,
  );
  expect(timeout.mock.calls).toEqual([[120_000]]);
  await cluster.close();
});

it('if every watch ends at once, there is a pause before the next one', async () => {
  const { url, seen } = await apiServer('http', ({ url: path = '' }, to) => {
    const object = { kind: 'ConfigMap', metadata: { resourceVersion: String(seen.length) } };
    to.end(
      path.includes('watch=') ? `${JSON.stringify({ type: 'BOOKMARK', object })}\n` : list({ resourceVersion: '0' }),
    );
  });
  const cluster = connect(undefined, { kubeconfig: configFile({ server: url }, {}) });
  const enough = new AbortController();
  const pauses = jest.spyOn(timers, 'setTimeout').mockImplementation(async () => {
    if (pauses.mock.calls.length === 3) enough.abort();
    return undefined as never;
  });
  for await (const _ of cluster.watch(configMaps, {}, enough.signal)) throw new Error('nothing has happened');
  expect(seen.filter(({ path }) => path.includes('watch='))).toHaveLength(3);
  await cluster.close();
});
