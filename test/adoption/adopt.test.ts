import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type AdoptResult, adopt } from '../../src/actions/adopt/adopt';
import type { Fields } from '../../src/equivalence';
import { tree, workspaceWith } from '../helpers/workspace';
import { adopted, codeOf } from './adopted';
import { deployment, service } from './objects';

const codes = ({ findings }: AdoptResult) => findings.map((finding) => finding.code);

describe('adopt', () => {
  it('writes the values that all environments share into the code and the others into their files', async () => {
    const at = (tag: string, replicas: number): Fields[] => [
      deployment('web', { image: `example/web:${tag}`, workingDir: '/srv' }, { replicas }),
      service('web', 80),
    ];
    const result = await adopted({ tst: at('v2', 1), prod: at('v1', 3) });
    expect(result.differences).toEqual([]);
    expect(codeOf(result)).toContain("workingDir: '/srv'");
    expect(codeOf(result)).not.toMatch(/replicas|v1|v2/);
    expect(result.files['environments/prod.yaml']).toMatch(/promotesFrom:\n {2}- tst\n.*tag: v1\n.*replicas: 3/s);
  });

  it('writes a condition where only code can decide, with a finding', async () => {
    const at = (command: string[]) => [deployment('web', { command })];
    const result = await adopted({ tst: at(['a']), prod: at(['b']) });
    expect(result.differences).toEqual([]);
    expect(codeOf(result)).toContain("command: env === 'tst' ? ['a'] : ['b']");
    expect(codes(result)).toContain('adopt-differs-in-code');
  });

  it('leaves out a flow of one environment in the others', async () => {
    const result = await adopted({ tst: [deployment('web')], prod: [deployment('web'), deployment('mail')] });
    expect(result.differences).toEqual([]);
    expect(result.files['environments/tst.yaml']).toMatch(/mail:\n +enabled: false/);
  });

  it('patches what the model cannot say, and keeps other objects as they are', async () => {
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'r' }, rules: [] };
    const result = await adopted({ prod: [deployment('web', { tty: true }), role] });
    expect(result.differences).toEqual([]);
    expect(codeOf(result)).toContain("JsonPatch.add('/spec/template/spec/containers/0/tty', true)");
    expect(codeOf(result)).toContain("new ApiObject(this, 'role-r', {");
  });

  it('keeps the order of variables where one refers to another', async () => {
    const env = [
      { name: 'A', value: '$(B)' },
      { name: 'B', value: 'b' },
    ];
    const result = await adopted({ prod: [deployment('web', { env })] });
    expect(result.differences).toEqual([]);
    expect(codeOf(result)).toContain("JsonPatch.replace('/spec/template/spec/containers/0/env', [");
  });

  it('keeps the objects of a flow as they are if the model makes others', async () => {
    const set = { ...deployment('db'), kind: 'StatefulSet' };
    const result = await adopted({ prod: [set] });
    expect(result.differences).toEqual([]);
    expect(codeOf(result)).toContain("new ApiObject(this, 'statefulset-db', {");
  });

  it('finds a difference of spelling only with --strict', async () => {
    const objects = [deployment('web', { resources: { limits: { cpu: '1000m' } } }), service('web', 80)];
    const plain = await adopted({ prod: objects });
    expect(plain.differences).toEqual([]);
    const strict = await adopted({ prod: objects }, { strict: true });
    expect(strict.differences).toEqual([]);
    expect(codeOf(plain)).not.toContain('JsonPatch');
    expect(codeOf(strict)).toContain("JsonPatch.remove('/spec/type')");
  });
});

describe('files of adopt', () => {
  it('are not written in a dry run', async () => {
    const { root, written, files } = await adopted({ prod: [deployment('web')] }, { dryRun: true });
    expect([written, existsSync(join(root, 'apps'))]).toEqual([[], false]);
    expect(Object.keys(files)).toEqual(['apps/shop.ts', 'environments/prod.yaml']);
  });

  it('stay as they are in a second run, and never replace a file of the user', async () => {
    const { root } = await adopted({ prod: [deployment('web')] });
    const again = { root, application: 'shop', sources: { prod: join(root, 'old/prod.yaml') } };
    expect((await adopt(again)).written).toEqual([]);
    writeFileSync(join(root, 'environments/prod.yaml'), '# mine\n');
    const before = tree(root);
    await expect(adopt(again)).rejects.toMatchObject({ issues: [{ code: 'adopt-file-exists' }] });
    expect(tree(root)).toEqual(before);
  });
});

describe('credentials', () => {
  const password = 'correct-horse-battery';

  it.each<[string, Fields[]]>([
    ['a variable', [deployment('web', { env: [{ name: 'DB_PASSWORD', value: password }] })]],
    ['an address', [deployment('web', { env: [{ name: 'DB', value: `postgres://me:${password}@db/shop` }] })]],
    ['an argument', [deployment('web', { args: ['--verbose', '--password', password] })]],
    ['a word of a command', [deployment('web', { command: ['run', `--password=${password}`] })]],
    [
      'a ConfigMap',
      [
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { API_TOKEN: password, A: 'b' } },
        deployment('web', { envFrom: [{ configMapRef: { name: 'c' } }] }),
      ],
    ],
    [
      'a Secret',
      [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { a: password } }, deployment('web')],
    ],
    ['an annotation', [{ ...deployment('web'), metadata: { name: 'web', annotations: { 'x/token': password } } }]],
    [
      'a header of a probe',
      [
        deployment('web', {
          livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: 'X-Token', value: password }] } },
        }),
        deployment('b'),
      ],
    ],
    [
      'another kind',
      [
        {
          apiVersion: 'example.org/v1',
          kind: 'Thing',
          metadata: { name: 't' },
          spec: { env: [{ name: 'TOKEN', value: password }] },
        },
        deployment('web'),
      ],
    ],
  ])('of %s are reported and never copied', async (_, objects) => {
    const result = await adopted({ prod: objects });
    expect(result.credentials).not.toEqual([]);
    expect(JSON.stringify({ ...result, root: '' })).not.toContain(password);
    expect(result.differences).toEqual([]);
  });

  it('become keys of a Secret, which a command creates from what runs', async () => {
    const result = await adopted({ prod: [deployment('web', { args: ['--password', password] })] });
    expect(codeOf(result)).toContain("ARGS_1: { secret: 'web-credentials', key: 'ARGS_1' }");
    expect(codeOf(result)).toContain("args: ['--password', '$(ARGS_1)']");
    const from = `$(kubectl get deployment/web -o 'jsonpath={.spec.template.spec.containers[?(@.name=="web")].args[1]}')`;
    expect(result.commands).toEqual([`kubectl create secret generic web-credentials --from-literal=ARGS_1="${from}"`]);
  });
});

describe('sources', () => {
  it('are adopted without the documents that cannot be read', async () => {
    const root = workspaceWith({
      'old/a.yaml': `a: [\n---\n${stringify(deployment('web'))}`,
      'old/b.yaml': 'kind: Thing\n',
    });
    const result = await adopt({ root, application: 'shop', sources: { prod: join(root, 'old') } });
    const places = result.findings
      .filter(({ severity }) => severity === 'error')
      .map(({ code, location }) => [code, location?.line]);
    expect(places).toEqual(expect.arrayContaining([['adopt-unreadable', 1]]));
    expect(result.written).toContain('apps/shop.ts');
  });

  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]`),
  ].join('\n');

  it.each([
    ['an alias bomb', 'adopt-unreadable', bomb],
    ['no object', 'adopt-unreadable', '- 1\n'],
    ['nothing', 'adopt-nothing', ''],
    ['nesting without end', 'adopt-unreadable', '['.repeat(20_000)],
  ])('with %s are refused as %s', async (_, expected, content) => {
    const root = workspaceWith({ 'old.yaml': content });
    const run = adopt({ root, application: 'shop', sources: { prod: join(root, 'old.yaml') } });
    await expect(run).rejects.toMatchObject({
      issues: expect.arrayContaining([expect.objectContaining({ code: expected })]),
    });
  });

  it('around a kustomize folder ask for the folder itself', async () => {
    const root = workspaceWith({
      'k/base/kustomization.yaml': 'resources: [a.yaml]\n',
      'k/base/a.yaml': stringify(deployment('web')),
    });
    const run = adopt({ root, application: 'shop', sources: { prod: join(root, 'k') } });
    await expect(run).rejects.toMatchObject({ issues: [{ code: 'adopt-needs-build' }] });
  });

  it('with an object twice report the second one', async () => {
    const result = await adopted({ prod: [deployment('web'), deployment('web')] });
    expect(codes(result)).toContain('adopt-object-twice');
  });

  it('with text that would end a string or a template stay text', async () => {
    const value = `'); process.exit(7); (' \${x} \u2028 "\\" \u001b[31m \` */`;
    const result = await adopted({
      prod: [
        deployment('web', {
          env: [
            { name: 'A', value },
            { name: '__proto__', value: 'b' },
          ],
        }),
      ],
    });
    expect(result.differences).toEqual([]);
    expect(readFileSync(join(result.root, 'apps/shop.ts'), 'utf8')).not.toContain('\u001b');
  });
});

describe('findings', () => {
  const fixed = deployment('web', { image: 'example/web:v1', ports: [{ containerPort: 80 }] });

  it.each<[string, Record<string, Fields[]>]>([
    ['adopt-image-not-fixed', { prod: [deployment('web', { image: 'example/web' })] }],
    ['adopt-selects-nothing', { prod: [fixed, { ...service('other', 80) }] }],
    ['adopt-port-not-open', { prod: [fixed, service('web', 81)] }],
    ['adopt-fixed-address', { prod: [fixed, service('web', 80, { clusterIP: '10.0.0.7' })] }],
    ['adopt-name-unknown', { prod: [deployment('web', { envFrom: [{ secretRef: { name: 'gone' } }] })] }],
    ['adopt-cluster-assumed', { tst: [fixed], prod: [fixed] }],
    [
      'adopt-other-namespace',
      {
        tst: [{ ...fixed, metadata: { name: 'web', namespace: 'tst' } }],
        prod: [
          {
            ...deployment('web', { env: [{ name: 'A', value: 'http://db.tst.svc' }] }),
            metadata: { name: 'web', namespace: 'prod' },
          },
        ],
      },
    ],
    [
      'adopt-differs-once',
      Object.fromEntries(
        ['dev', 'tst', 'prod'].map((name) => [
          name,
          [deployment('web', { env: [{ name: 'A', value: name === 'tst' ? '1' : '2' }] })],
        ]),
      ),
    ],
  ])('contain %s with its place', async (wanted, sources) => {
    const result = await adopted(sources);
    expect(codes(result)).toContain(wanted);
    if (wanted !== 'adopt-cluster-assumed')
      expect(result.findings.find(({ code }) => code === wanted)?.location?.line).toBeGreaterThan(0);
  });

  it('tell once of a Secret that several workloads name', async () => {
    const envFrom = [{ secretRef: { name: 'gone' } }, { secretRef: { name: 'gone' } }];
    const result = await adopted({ prod: [deployment('web', { envFrom }), deployment('wrk', { envFrom })] });
    const told = result.findings.filter(({ code }) => code === 'adopt-name-unknown');
    expect(told.map(({ message }) => message)).toEqual([
      '`Deployment/web`, `Deployment/wrk` name the Secret gone, which this source does not define',
    ]);
  });

  it('are none for sound objects', async () => {
    expect(codes(await adopted({ prod: [fixed, service('web', 80)] }))).toEqual([]);
  });
});
