import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { tsConfigAt } from '../../src/workspace/tsconfig';
import { towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { shop, shopFiles, workspaceWith } from '../helpers/workspace';

const read = (files: Record<string, string>) =>
  tsConfigAt(join(realpathSync(folderWith({ 'apps/x.ts': '', ...files })), 'apps'));
const options = (text: string) => read({ 'tsconfig.json': `{ "compilerOptions": { ${text} } }` });

it.each([
  ['"target": "es2022"', false],
  ['"target": "ESNext"', false],
  ['"target": "ES2021"', true],
  ['"target": "es5"', true],
  ['', false],
  ['"target": "es5", "useDefineForClassFields": true', false],
  ['"useDefineForClassFields": false', true],
])('with { %s } fields are assigned: %s', (text, expected) => {
  expect(options(text)?.assignsFields).toBe(expected);
});

it('the nearest file is read, with comments, commas at the end, and the files that it extends', () => {
  const found = read({
    'tsconfig.json': '{ "compilerOptions": { "target": "es5" } }',
    'base.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] }, "target": "es2020" } }',
    'apps/tsconfig.json':
      '{ // "target": "es3"\n "extends": ["../base"], /* x */ "compilerOptions": { "types": ["//"], }, }',
  });
  expect(found).toMatchObject({
    hasAliases: true,
    assignsFields: true,
    file: expect.stringMatching(/apps.tsconfig.json$/),
  });
});

it.each(['{', '[]', '{ "extends": "./tsconfig.json" }', '{ "extends": "nowhere/at-all" }', ''])(
  'a file with %j has no options',
  (text) => {
    expect(read({ 'tsconfig.json': text })).toMatchObject({ hasAliases: false, assignsFields: false });
  },
);

describe('an application', () => {
  const parts = shop.replace('import', "import { port } from '@lib/ports';\nimport").replace('port: 80', 'port');
  const library = { 'lib/ports.ts': 'export const port = 8080;' };
  const paths = '"paths": { "@lib/*": ["./lib/*"] }';

  it.each([
    ['paths', { 'tsconfig.json': `{ "compilerOptions": { ${paths} } }` }],
    [
      'baseUrl and paths',
      { 'tsconfig.json': '{ "compilerOptions": { "baseUrl": "./lib", "paths": { "@lib/*": ["*"] } } }' },
    ],
    [
      'an extended file',
      { 'base.json': `{ "compilerOptions": { ${paths} } }`, 'tsconfig.json': '{ "extends": "./base" }' },
    ],
  ])('imports by an alias of %s', async (_, config) => {
    const root = workspaceWith({ ...shopFiles, ...library, ...config, 'apps/shop.ts': parts });
    expect(await towpath(root, ['synth', '--stdout', '-e', 'dev'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('8080'),
    });
  });

  const fields = `
    abstract class Base extends Application {
      constructor(scope: Construct, id: string, props: ApplicationProps) { super(scope, id, props); this.build(); }
      abstract build(): void;
    }
    class Sum { b = this.a + 1; #c = 3; constructor(readonly a: number) {} c() { return this.#c; } }
    class More extends Sum { d = this.b; e?: number; }
    export default class Shop extends Base {
      wrk?: WorkerFlow;
      build() { this.wrk = new WorkerFlow(this, 'wrk', { image: 'a:1', user: 1 }); }
      constructor(scope: Construct, id: string, props: ApplicationProps) {
        super(scope, id, props);
        const more = new More(1);
        console.log(JSON.stringify([typeof this.wrk, more.b, more.d, 'e' in more, more.c()]));
      }
    }`;
  const text = `${shop.split('export default')[0]}${fields}`;

  it.each([
    ['es2022', '["undefined",null,null,true,3]'],
    ['es2021', '["object",2,2,false,3]'],
  ])('has the fields that the compiler makes for %s', async (target, expected) => {
    const config = { 'tsconfig.json': `{ "compilerOptions": { "target": "${target}" } }` };
    const root = workspaceWith({ 'apps/shop.ts': text, 'environments/dev.yaml': '', ...config });
    const { code, stderr } = await towpath(root, ['synth']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `${expected}\n` });
  });
});
