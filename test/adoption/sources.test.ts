import { chmodSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stringify } from 'yaml';
import { adopt } from '../../src/actions/adopt/adopt';
import type { AdoptOptions } from '../../src/actions/adopt/adopt-options';
import { givenValues } from '../../src/actions/adopt/sources/given-values';
import { fillPlaceholders } from '../../src/adoption/placeholders';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';
import { workspaceWith } from '../helpers/workspace';
import { deployment, service } from './objects';

const text = (...objects: object[]) => objects.map((object) => stringify(object)).join('---\n');
const web = (tag: string) => deployment('web', { image: `example/web:${tag}` });

/** Adopts from sources below a folder with these files. `-` stays. */
async function adoptedFrom(
  files: Readonly<Record<string, string>>,
  sources: Readonly<Record<string, string>>,
  options: Partial<AdoptOptions> = {},
) {
  const folder = folderWith(files);
  const placed = Object.entries(sources).map(([name, source]) => [name, source === '-' ? '-' : join(folder, source)]);
  const root = workspaceWith({});
  return adopt({ root, application: 'shop', sources: Object.fromEntries(placed), dryRun: true, ...options });
}

const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

describe('placeholders', () => {
  const files = { 'k8s/web.yaml': text(web(`\${TAG}`)), 'prod.env': '# pins\nTAG="v1"\n' };

  it('are filled for each environment, and make the image the own one', async () => {
    const set = ['tst:TAG=v2', 'TAG=v1'];
    const { differences, files: made, findings } = await adoptedFrom(files, { tst: 'k8s', prod: 'k8s' }, { set });
    expect(differences).toEqual([]);
    expect(made['environments/tst.yaml']).toContain('tag: v2');
    expect(made['environments/prod.yaml']).toContain('tag: v1');
    expect(codes(findings)).not.toContain('adopt-placeholder');
  });

  it('of one environment make the image the own one too', async () => {
    const { files: made } = await adoptedFrom(files, { prod: 'k8s' }, { set: ['TAG=v1'] });
    expect(made['environments/prod.yaml']).toContain('tag: v1');
  });

  it('are filled from a file of variables', async () => {
    const folder = folderWith(files);
    const { files: made } = await adoptedFrom(
      files,
      { prod: 'k8s' },
      { envFiles: [`prod:${join(folder, 'prod.env')}`] },
    );
    expect(made['environments/prod.yaml']).toContain('tag: v1');
  });

  it.each([
    ['a flow map', `{ kind: Deployment, image: "example/web:\${TAG}" }`],
    ['JSON', `{"image": "example/web:\${TAG}", "imagePullPolicy": "Always"}`],
    ['a list', `- image: 'example/web:\${TAG}'`],
  ])('make the image in %s the own one', (_, line) => {
    expect(fillPlaceholders(line, { TAG: 'v1' }).own).toEqual(['example/web']);
  });

  it('in two files for one environment are refused, and a line inside a quoted value is no second value', async () => {
    const folder = folderWith({ 'a.env': 'TAG=v1\n', 'b.env': 'TAG=v2\n', 'quoted.env': 'TAG="v1\nX=1\nX=2\n"\n' });
    const [a, b, quoted] = ['a', 'b', 'quoted'].map((name) => join(folder, `${name}.env`));
    const issuesOf = (...given: (string | undefined)[]) => givenValues([], given.map(String), ['prod']).issues;
    expect(issuesOf(a, b)).toMatchObject([{ message: expect.stringContaining('a.env:1'), location: { line: 1 } }]);
    expect(issuesOf(a, `prod:${b}`)).toEqual([]);
    expect(issuesOf(quoted)).toEqual([]);
  });

  it('without a value keep an object out if its image has one, and are named', async () => {
    const issues = await failure(() => adoptedFrom(files, { prod: 'k8s' }));
    expect(issues).toMatchObject([
      {
        code: 'adopt-placeholder',
        severity: 'error',
        location: { line: 1 },
        message: expect.stringContaining(`\${TAG}`),
      },
    ]);
  });

  it('elsewhere stay as text with a warning, and in scripts without one', async () => {
    const env = [{ name: 'HOST', value: `\${HOST}` }];
    const script = { command: ['sh', '-c', `echo \${HOME}`], env };
    const { differences, findings } = await adoptedFrom(
      { 'k8s/web.yaml': text(deployment('web', script)) },
      { prod: 'k8s' },
    );
    expect(differences).toEqual([]);
    expect(findings.filter(({ code }) => code === 'adopt-placeholder')).toMatchObject([
      { severity: 'warning', message: expect.stringMatching(/HOST/) },
    ]);
  });

  it.each([
    ['without a name', { set: ['=v1'] }],
    ['for an unknown environment', { set: ['qa:TAG=v1'] }],
    ['beside another value', { set: ['TAG=v1', 'TAG=v1'] }],
    ['beside another value for one environment', { set: ['prod:TAG=v1', 'TAG=v2', 'prod:TAG=v3'] }],
    [
      'beside another one of the same name in a file',
      { envFiles: [join(folderWith({ e: 'TAG=v1\nA=1\nTAG=v2\n' }), 'e')] },
    ],
    ['in a file that does not exist', { envFiles: ['/nowhere/x.env'] }],
  ])('with a value %s are refused', async (_, options) => {
    expect(await failure(() => adoptedFrom(files, { prod: 'k8s' }, options))).toHaveLength(1);
  });

  it('with a value that nothing uses are told', async () => {
    const { findings } = await adoptedFrom(files, { prod: 'k8s' }, { set: ['TAG=v1', 'TAGG=v2'] });
    expect(findings).toMatchObject([{ code: 'adopt-value-unusable', message: expect.stringContaining('TAGG') }]);
  });
});

it('standard input is a source', async () => {
  const { differences, compared } = await adoptedFrom(
    {},
    { prod: '-' },
    { input: text(web('v1'), service('web', 80)) },
  );
  expect([differences, compared]).toEqual([[], { prod: 2 }]);
});

describe('sources that a program builds', () => {
  const path = process.env.PATH;
  let bin: string;

  /** Stands in for a program: it notes its arguments and prints a file. The real programs run in test/cluster. */
  function installs(program: string, output: string, code = 0): void {
    const script = `#!/bin/sh\nprintf '%s\\n' "$@" > "$0.args"\ncat "$0.out"\necho '\u001b[31mno base' >&2\nexit ${code}\n`;
    bin = folderWith({ [program]: script, [`${program}.out`]: output });
    chmodSync(join(bin, program), 0o755);
    process.env.PATH = [bin, '/usr/bin', '/bin'].join(delimiter);
  }

  afterEach(() => {
    process.env.PATH = path;
  });

  const args = (program: string) =>
    readFileSync(join(bin, `${program}.args`), 'utf8')
      .trim()
      .split('\n');

  it('are kustomize folders', async () => {
    installs('kustomize', text(web('v1')));
    const { differences, compared } = await adoptedFrom({ 'o v/Kustomization': '' }, { prod: 'o v' });
    expect([differences, compared]).toEqual([[], { prod: 1 }]);
    expect(args('kustomize')).toEqual(['build', expect.stringMatching(/\/o v$/)]);
  });

  it('are charts, with the files of values in their order, and hooks are told', async () => {
    const hook = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x', annotations: { 'helm.sh/hook': 'pre-install' } },
    };
    installs('helm', text(web('v1'), hook));
    const { differences, findings } = await adoptedFrom(
      { 'a+b/Chart.yaml': '', 'a+b/v.yaml': '' },
      { prod: 'a+b+one.yaml+two.yaml' },
    );
    expect(differences).toEqual([]);
    expect(codes(findings)).toContain('adopt-hook');
    expect(args('helm')).toEqual([
      ...['template', 'shop', expect.stringMatching(/\/a\+b$/), '--values', 'one.yaml', '--values', 'two.yaml'],
      '--skip-tests',
    ]);
  });

  it('that cannot be built give the words of the program', async () => {
    installs('helm', '', 1);
    const issues = await failure(() => adoptedFrom({ 'c/Chart.yaml': '' }, { prod: 'c' }));
    expect(issues).toMatchObject([{ code: 'adopt-build-failed', message: expect.stringContaining('no base') }]);
    expect(issues[0]?.message).not.toContain('\u001b');
  });

  it('without the program ask for it', async () => {
    process.env.PATH = folderWith({});
    const issues = await failure(() => adoptedFrom({ 'c/Chart.yaml': '' }, { prod: 'c' }));
    expect(issues).toMatchObject([{ code: 'adopt-needs-build', message: expect.stringContaining('`helm`') }]);
  });
});

describe('a folder that holds more than manifests', () => {
  const other = text(deployment('other', { image: 'example/other:v1' }));
  const leftOut = (findings: readonly { code: string; message: string }[]) =>
    findings.flatMap(({ code, message }) =>
      code === 'adopt-left-out' ? [...message.matchAll(/`([^`]+)`/g)].map(([, path]) => path?.split('/').pop()) : [],
    );

  it.each(['dist', 'node_modules', 'venv', '.venv', '.cache', 'packages/dist'])(
    'is read without %s, and says so',
    async (folder) => {
      const { compared, findings } = await adoptedFrom(
        { 'k8s/web.yaml': text(web('v1')), [`${folder}/a/other.yaml`]: other },
        { prod: '.' },
      );
      expect([compared, leftOut(findings)]).toEqual([{ prod: 1 }, expect.arrayContaining([folder.split('/').pop()])]);
    },
  );

  it.each(['.towpath/index.json', 'pyvenv.cfg'])('is read without a folder that has %s in it', async (mark) => {
    const files = { 'web.yaml': text(web('v1')), [`out/${mark}`]: '{}', 'out/prod/other.yaml': other };
    const { compared, findings } = await adoptedFrom(files, { prod: '.' });
    expect([compared, leftOut(findings)]).toEqual([{ prod: 1 }, expect.arrayContaining(['out'])]);
  });

  it('is read without the files that have nothing to do with Kubernetes, and says so', async () => {
    const others = ['package.json', 'compose.yaml', 'environments/dev.yaml', 'tsconfig.json'];
    const files = {
      'package.json': '{"dependencies":{"kind-of":"1"}}',
      'compose.yaml': 'services: { web: { image: a } }',
      'environments/dev.yaml': 'namespace: dev\n',
      'tsconfig.json': '{ // comment\n}',
    };
    const { compared, findings } = await adoptedFrom({ ...files, 'k8s/web.yaml': text(web('v1')) }, { prod: '.' });
    expect(compared).toEqual({ prod: 1 });
    expect(leftOut(findings).sort()).toEqual(
      [...others.map((path) => path.split('/').pop()), 'apiVersion', 'kind'].sort(),
    );
    expect(findings.find(({ hint }) => hint?.includes('compose.yaml'))).toBeDefined();
  });

  it('still reports a file in which an object lacks its kind', async () => {
    const { findings } = await adoptedFrom(
      { 'a.yaml': text(web('v1')), 'b.yaml': 'apiVersion: v1\nknd: Service\n' },
      { prod: '.' },
    );
    expect(codes(findings)).toContain('adopt-unreadable');
  });

  it('has no objects if all that it holds was left out', async () => {
    const issues = await failure(() => adoptedFrom({ 'dist/web.yaml': text(web('v1')) }, { prod: '.' }));
    expect(codes(issues)).toEqual(['adopt-nothing', 'adopt-left-out']);
  });

  it('is read if it is such a folder itself', async () => {
    const { compared } = await adoptedFrom({ 'dist/web.yaml': text(web('v1')) }, { prod: 'dist' });
    expect(compared).toEqual({ prod: 1 });
  });

  it('may be the workspace, and gives the same a second time', async () => {
    const data = { 'a.yaml': `kind: x\n${'line: 1\n'.repeat(30)}` };
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data };
    const root = workspaceWith({ 'k8s/web.yaml': text(web('v1'), config) });
    const options = { root, application: 'shop', sources: { prod: root } };
    const first = await adopt(options);
    expect(first.written).toContain('apps/shop/web/a.yaml');
    const second = await adopt(options);
    expect([second.written, second.files, second.compared]).toEqual([[], first.files, { prod: 2 }]);
    expect(codes(second.findings)).not.toContain('adopt-unreadable');
  });
});
