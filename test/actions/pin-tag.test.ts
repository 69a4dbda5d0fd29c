import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkerFlow } from 'towpath';
import { type PinTagOptions, pinTag } from 'towpath/actions';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';

const Shop = define((app) => {
  new WorkerFlow(app, 'api', { image: app.image('api', 'example/api'), user: 1 });
  new WorkerFlow(app, 'wrk', { image: app.image('worker', 'example/wrk'), user: 1 });
});
const Cache = define((app) => {
  new WorkerFlow(app, 'redis', { image: 'redis:7.4', user: 1 });
});

function workspace(prod: string) {
  const root = folderWith({ 'environments/dev.yaml': '', 'environments/prod.yaml': `promotesFrom: [dev]\n${prod}` });
  const options = { root, environment: 'prod', applications: { shop: Shop, cache: Cache } };
  return {
    pin: (more: Partial<PinTagOptions> = {}) => pinTag({ ...options, tag: 'v2', ...more }),
    file: () => readFileSync(join(root, 'environments/prod.yaml'), 'utf8'),
  };
}

test('each application that builds an image gets the tag, with the pins that would override it', async () => {
  const shop = workspace(
    'apps: { shop: { tag: v1, images: { api: { tag: v0 } }, flows: { wrk: { replicas: 2 } } } }\n',
  );
  const { changes, warnings } = await shop.pin();
  expect(changes.map(({ path }) => path)).toEqual(['apps.shop.tag', 'apps.shop.images.api.tag']);
  expect(warnings).toEqual([]);
  expect((await shop.pin()).changes).toEqual([]);
});

test('a flow that is named gets a pin of its own, and the others keep theirs', async () => {
  const shop = workspace('apps: { shop: { tag: v1 } }\n');
  expect((await shop.pin({ flows: ['wrk'] })).changes).toMatchObject([
    { path: 'apps.shop.flows.wrk.tag', after: 'v2' },
  ]);
});

test.each([
  [{ tag: 'v 2' }, 'invalid-value'],
  [{ tag: 'a=b' }, 'invalid-value'],
  [{ tag: 'latest' }, 'image-latest'],
  [{ flows: ['cache'] }, 'pin-of-foreign-image'],
  [{ flows: ['shop/gone'] }, 'unknown-flow'],
  [{ environment: 'gone' }, 'unknown-environment'],
])('%j is refused as %s, and nothing is written', async (more, code) => {
  const shop = workspace('apps: { shop: { tag: v1 } }\n');
  const before = shop.file();
  expect([...new Set((await failure(() => shop.pin(more))).map((issue) => issue.code))]).toEqual([code]);
  expect(shop.file()).toBe(before);
});
