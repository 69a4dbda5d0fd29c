import { ServiceFlow } from 'towpath';
import { validate } from '../../src/actions/validate/validate';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

const shop = define((app) => {
  new ServiceFlow(app, 'api', { image: app.image('api', 'example/api'), user: 1000, port: 80 });
});

async function codesOf(text: string, files: Record<string, string> = {}): Promise<string[]> {
  const root = folderWith({ 'environments/dev.yaml': `namespace: dev\n${text}\n`, ...files });
  return (await validate({ root, applications: { shop } })).issues.map(({ code }) => code);
}

test.each([
  ['apps: { shop: { tag: [a] } }', 'invalid-value'],
  ['apps: { shop: { tag: v1.0.0 rc } }', 'invalid-value'],
  ['apps: { shop: { tagg: v1 } }', 'unknown-key'],
  ['apps: { shop: { tag: latest, digest: [a] } }', 'invalid-value'],
  ['apps: { shop: { images: [a] } }', 'invalid-value'],
  ['apps: { shop: { images: { api: { tag: {} } } } }', 'invalid-value'],
  ['apps: { shop: { images: { apl: { tag: v1 } } } }', 'unknown-image'],
  ['apps: { shop: { flows: { api: { tag: [a] } } } }', 'invalid-value'],
  ['apps: { shop: [a] }', 'invalid-value'],
  ['apps: [shop]', 'invalid-value'],
  ['apps: { shpo: { tag: v1 } }', 'unknown-application'],
  ['apps: { Shop: { tag: v1 } }', 'unknown-application'],
  ['app: { shop: { tag: v1 } }', 'unknown-key'],
])('the fault of `%s` is reported once, and not as a missing pin too', async (text, code) => {
  expect(await codesOf(text)).toEqual([code]);
});

test.each([
  ['there is none', 'apps: { shop: {} }', []],
  ['another value is wrong', 'cluster: [a]\napps: { shop: {} }', ['invalid-value']],
  ['another property of a flow is wrong', 'apps: { shop: { flows: { api: { replicas: x } } } }', ['invalid-value']],
])('a missing pin is reported if %s', async (_, text, others) => {
  expect((await codesOf(text)).sort()).toEqual(['image-unpinned', ...others]);
});

test('a wrong tag of one environment hides no missing pin of another', async () => {
  const tst = { 'environments/tst.yaml': 'promotesFrom: [dev]\nnamespace: tst\n' };
  expect((await codesOf('apps: { shop: { tag: [a] } }', tst)).sort()).toEqual(['image-unpinned', 'invalid-value']);
});
