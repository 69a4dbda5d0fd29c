import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { hostile } from '../helpers/arbitrary/hostile';
import { type Call, outcomesOf } from '../helpers/calls';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { obeyed } from '../helpers/obeyed';
import { shop, shopFiles, workspaceWith } from '../helpers/workspace';

type Files = Readonly<Record<string, string>>;

/** A text in double quotes, as YAML and TypeScript both read it, with nothing hostile in the quotes themselves. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A text as a file may be called. */
function fileName(text: string): string {
  return Buffer.from(text.replace(/[/\0]/g, '')).subarray(0, 200).toString();
}

const dev = (lines: string): Files => ({ ...shopFiles, 'environments/dev.yaml': `namespace: shop-dev\n${lines}` });
const application = (text: string): Files => ({ ...shopFiles, 'apps/shop.ts': text });
const inConstructor = (line: string) =>
  shop.replace('super(scope, id, props);', `super(scope, id, props);\n    ${line}`);
const withImport = (text: string) => `import { ApiObject } from 'cdk8s';\nimport { Config } from 'towpath';\n${text}`;

/** Workspaces that hold a text wherever one can be. */
const sources: Readonly<Record<string, (text: string) => Files>> = {
  'a key': (text) => dev(`${quoted(text)}: 1\n`),
  'a key below others': (text) => dev(`apps: { shop: { flows: { api: { ${quoted(text)}: 1 } } } }\n`),
  'the name of an application': (text) => dev(`apps: { ${quoted(text)}: {} }\n`),
  'the name of a flow': (text) => dev(`apps: { shop: { flows: { ${quoted(text)}: {} } } }\n`),
  'values that are refused': (text) =>
    dev(`createNamespace: ${quoted(text)}\napps: { shop: { tag: ${quoted(text)} } }\n`),
  'the name of an environment': (text) => dev(`extends: ${quoted(text)}\npromotesFrom: [${quoted(text)}]\n`),
  'a variable': (text) => dev(`apps: { shop: { flows: { api: { env: { A: ${quoted(text)} } } } } }\n`),
  'the name of a variable': (text) => dev(`apps: { shop: { flows: { api: { env: { ${quoted(text)}: a } } } } }\n`),
  'the name of a cluster': (text) => dev(`cluster: { context: ${quoted(text)} }\n`),
  'YAML itself': (text) => dev(text),
  'an anchor': (text) => dev(`tag: &${text.replace(/\s/g, '')} a\n`),
  'towpath.yaml': (text) => ({ ...shopFiles, 'towpath.yaml': `layout: ${quoted(text)}\n${quoted(text)}: 1\n` }),
  'the name of a folder': (text) => ({ ...shopFiles, 'towpath.yaml': `crds: ${quoted(text)}\n` }),
  'the name of an application’s file': (text) => ({ ...shopFiles, [`apps/${fileName(text)}.ts`]: shop }),
  'the name of an environment’s file': (text) => ({ ...shopFiles, [`environments/${fileName(text)}.yaml`]: '' }),
  'the name of a team’s file': (text) => ({ ...shopFiles, [`environments/dev/${fileName(text)}.yaml`]: 'tag: v2\n' }),
  'the name of an environment’s folder': (text) => ({ ...shopFiles, [`environments/${fileName(text)}/a.yaml`]: '' }),
  'an error': (text) => application(`throw new Error(${quoted(text)});\n`),
  'the name of an error': (text) => application(`throw Object.assign(new Error(), { name: ${quoted(text)} });\n`),
  'a text that is thrown': (text) => application(`throw ${quoted(text)};\n`),
  'an object that is thrown': (text) => application(`throw { toString: () => ${quoted(text)} };\n`),
  'an error in a constructor': (text) => application(inConstructor(`throw new Error(${quoted(text)});`)),
  'an import': (text) => application(`import ${quoted(`./${text}`)};\n`),
  'a ConfigMap': (text) =>
    application(withImport(inConstructor(`new Config(this, 'c', { data: { text: ${quoted(`a${text}`)} } });`))),
  'a key of a ConfigMap': (text) =>
    application(withImport(inConstructor(`new Config(this, 'c', { data: { ${quoted(text)}: 'a' } });`))),
  'an object of cdk8s': (text) =>
    application(
      withImport(
        inConstructor(
          `new ApiObject(this, 'o', { apiVersion: 'v1', kind: ${quoted(text)}, metadata: { name: ${quoted(text)} } });`,
        ),
      ),
    ),
};

/** Commands that show what is wrong with a workspace, each in a way of its own. */
const complaining: readonly (readonly string[])[] = [['validate'], ['validate', '-o', 'json'], ['synth']];

/** Commands that show what a workspace declares. */
const showing: readonly (readonly string[])[] = [
  ...complaining,
  ['flows'],
  ['explain', '-e', 'dev', 'shop.api'],
  ['flows', '-o', 'json'],
  ['explain', '-e', 'dev', 'shop.api', '-o', 'json'],
  ['synth', '--stdout', '-e', 'dev'],
  ['synth', '--check', '--layout', 'app'],
  ['schema'],
  ['pin', '-e', 'dev', 'shop=v3'],
  ['rbac', '-e', 'dev'],
  ['deploy', '-e', 'dev', '--dry-run=client'],
  ['deploy', '-e', 'dev', '--dry-run=client', '-o', 'json'],
  ['deployments', '--kubeconfig', '/nowhere'],
];

const isYaml = ({ args }: Call) => args.includes('--stdout') || args[0] === 'rbac';

/** All that a terminal would obey in what these calls write, with the call that wrote it. */
async function obeyedIn(calls: readonly Call[]): Promise<string[]> {
  const outcomes = await outcomesOf(calls);
  return outcomes.flatMap(({ stdout, stderr }, index) => {
    const call = calls[index] as Call;
    const found = [...obeyed(stdout, isYaml(call)), ...obeyed(stderr)];
    return found.map((line) => `${call.source ?? ''} ${JSON.stringify(call.args)} ${line}`);
  });
}

const runs = { numRuns: 2, endOnFailure: true };

// Some hundred calls each.
jest.setTimeout(300_000);

/** Sources of a text that a workspace may well hold; the others are refused. */
const accepted = ['a variable', 'the name of a cluster', 'a ConfigMap', 'an object of cdk8s'];

test('the content of workspace files cannot control a terminal, and cannot look like output of towpath', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const calls = Object.entries(sources).flatMap(([source, files]) => {
        const folder = workspaceWith(files(text));
        return (accepted.includes(source) ? showing : complaining).map((args) => ({ folder, args, source }));
      });
      expect(await obeyedIn(calls)).toEqual([]);
    }),
    runs,
  );
});

test('arguments and variables cannot control a terminal', async () => {
  const folder = workspaceWith(shopFiles);
  await fc.assert(
    fc.asyncProperty(hostile, async (given) => {
      const text = given.replaceAll('\0', '');
      const args = [
        [text],
        [`--${text}`],
        ['help', text],
        ['synth', `--${text}`],
        ['synth', text],
        ['synth', '--outdir', `out${fileName(text)}`],
        ['synth', '--outdir', `/${fileName(text)}`],
        ['synth', '--layout', text],
        ['validate', '-e', text],
        ['explain', '-e', text, text],
        ['explain', '-e', 'dev', text],
        ['explain', '-e', 'dev', `shop.api["${text}"]`],
        ['pin', '-e', 'dev', text],
        ['pin', '-e', 'dev', `shop=${text}`],
        ['init', text],
        ['diff', '--base', text],
        ['rbac', '-e', 'dev', '--user', text],
        ['rbac', '-e', 'dev', '--user', text, '-o', 'json'],
        ['rbac', '-e', 'dev', '--service-account', text],
        ['deploy', '-e', 'dev', '--timeout', text],
        ['deploy', '-e', 'dev', '--dry-run=client', text],
        ['rollback', '-e', 'dev', '--to', text],
        ['status', '--context', text, '--kubeconfig', `${folder}/${fileName(text)}`],
      ];
      const env = { TOWPATH_OUTPUT: text, TOWPATH_ENV: text, TOWPATH_OUTDIR: `out${fileName(text)}` };
      const calls = [
        ...args.map((one) => ({ folder, args: one })),
        ...[['validate'], ['synth'], ['flows'], ['diff']].map((one) => ({ folder, args: one, env })),
      ];
      expect(await obeyedIn(calls)).toEqual([]);
    }),
    runs,
  );
});

test('the name of the workspace folder cannot control a terminal', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const folder = join(folderWith({}), fileName(text) || 'a');
      mkdirSync(folder);
      const calls = [['validate'], ['synth'], ['init']].map((args) => ({ folder, args }));
      expect(await obeyedIn(calls)).toEqual([]);
    }),
    runs,
  );
});

test('the content of another commit cannot control a terminal', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const index = {
        version: 1,
        environment: text,
        application: text,
        files: { [text]: { objects: [{ path: 'a' }] } },
      };
      const manifest = { apiVersion: 'v1', kind: text, metadata: { name: text, annotations: { [text]: text } } };
      const folder = workspaceWith({
        ...shopFiles,
        '.gitignore': 'node_modules\n',
        'dist/.towpath/dev/shop.json': JSON.stringify({ ...index, files: { 'a.yaml': { objects: [{ path: text }] } } }),
        'dist/a.yaml': JSON.stringify(manifest).replace(/[^ -~]/g, (unit) => quoted(unit).slice(1, -1)),
      });
      git(folder, 'init', '--quiet', '--initial-branch=main');
      git(folder, 'add', '-A');
      git(folder, 'commit', '--quiet', '-m', 'first');
      writeFileSync(join(folder, 'dist/a.yaml'), '');
      const calls = ['text', 'json', 'markdown'].map((format) => ({
        folder,
        args: ['diff', '--base', 'main', '-o', format],
      }));
      expect(await obeyedIn(calls)).toEqual([]);
    }),
    runs,
  );
});

test('this test detects hostile text in the output', () => {
  const texts = fc.sample(hostile, 100);
  expect(texts.filter((text) => obeyed(`a ${text}`).length === 0)).toEqual([]);
});
