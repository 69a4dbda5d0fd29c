import { environment, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

const declare = define((app) => {
  new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1 });
});
/** The class under another name. */
const named = (name: string) => Object.defineProperty(class extends declare {}, 'name', { value: name });
const files = (id: string) => ({
  [`apps/${id}.ts`]: '',
  'environments/dev.yaml': `namespace: d\napps: { ${id}: { tag: v7 } }\n`,
});

it.each([
  ['MyShop', 'my-shop'],
  ['Myshop', 'my-shop'],
  ['Shop', 'shop'],
  ['WebShop2', 'web-shop-2'],
])('the class %s in apps/%s.ts gets the values of its environment', (name, id) => {
  const found = synthesize(named(name), 'dev', { root: folderWith(files(id)) });
  expect(found.application).toBe(id);
  expect(found.files['wrk-deployment.yaml']).toContain('image: example/wrk:v7');
});

it.each([
  ['another name than its file', 'Store', files('my-shop')],
  ['a name that fits two files', 'MyShop', { ...files('my-shop'), 'apps/myshop.ts': '' }],
  ['no name', '', files('my-shop')],
])('a class with %s needs an id', (_, name, workspace) => {
  const root = folderWith(workspace);
  expect(() => synthesize(named(name), 'dev', { root })).toThrow(/missing-value.*[\s\S]*id: 'my-shop'/);
  expect(synthesize(named(name), 'dev', { root, id: 'my-shop' }).files['wrk-deployment.yaml']).toContain(':v7');
});

it('an environment from code decides by its own applications, and one without applications takes the name', () => {
  const root = folderWith(files('other'));
  const where = environment('dev', { apps: { 'my-shop': { tag: 'v8' } } });
  expect(synthesize(named('MyShop'), where, { root }).application).toBe('my-shop');
  expect(() => synthesize(named('Store'), where, { root })).toThrow("id: 'my-shop'");
  expect(synthesize(named('MyShop'), environment('dev'), { root }).application).toBe('myshop');
});
