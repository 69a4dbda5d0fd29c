import { join } from 'node:path';
import { adopt } from '../../src/actions/adopt/adopt';
import { applicationsIn } from '../../src/adoption/applications';
import type { Fields } from '../../src/equivalence';
import { tree } from '../helpers/workspace';
import { adopted } from './adopted';
import { deployment, service } from './objects';

/** A workload and its Service, with these labels or in this namespace. */
function flow(name: string, metadata: Fields, container: Fields = {}): Fields[] {
  return [deployment(name, container), service(name, 80)].map((object) => ({
    ...object,
    metadata: { name, ...metadata },
  }));
}

const partOf = (name: string) => ({ labels: { 'app.kubernetes.io/part-of': name } });
const instance = (name: string, manager: string) => ({
  labels: { 'app.kubernetes.io/instance': name, 'app.kubernetes.io/managed-by': manager },
});
const inNamespace = (namespace: string, more: Fields = {}) => ({ ...more, namespace });

it.each<[string, Readonly<Record<string, readonly Fields[]>>, readonly string[]]>([
  ['labels', { prod: [...flow('a', partOf('shop')), ...flow('b', partOf('mail'))] }, ['shop', 'mail']],
  [
    'labels that differ between environments only',
    { tst: flow('a', partOf('old')), prod: flow('a', partOf('new')) },
    [],
  ],
  [
    'labels with the name of the environment',
    {
      tst: [...flow('a', partOf('shop-tst')), ...flow('b', partOf('mail-tst'))],
      prod: [...flow('a', partOf('shop-prod')), ...flow('b', partOf('mail-prod'))],
    },
    ['shop', 'mail'],
  ],
  [
    'releases of Helm',
    { prod: [...flow('a', instance('shop', 'Helm')), ...flow('b', instance('mail', 'Helm'))] },
    ['shop', 'mail'],
  ],
  [
    'instances that are no releases',
    { prod: [...flow('a', instance('a', 'us')), ...flow('b', instance('b', 'us'))] },
    [],
  ],
  ['namespaces', { prod: [...flow('a', inNamespace('shop')), ...flow('b', inNamespace('mail'))] }, ['shop', 'mail']],
  [
    'namespaces of one application',
    { prod: [...flow('a', inNamespace('x', partOf('shop'))), ...flow('b', inNamespace('y', partOf('shop')))] },
    [],
  ],
  [
    'a workload without a label',
    { prod: [...flow('a', partOf('shop')), ...flow('b', partOf('mail')), ...flow('c', {})] },
    ['shop', 'mail', 'other'],
  ],
  ['flows that name each other nowhere', { prod: [...flow('a', {}), ...flow('b', {})] }, []],
])('sources are taken apart by %s', (_, sources, names) => {
  expect(applicationsIn(new Map(Object.entries(sources))).map(({ name }) => name)).toEqual(names);
});

const config = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { A: 'a' } });
const using = (name: string) => ({ envFrom: [{ configMapRef: { name } }] });
const objects = [
  ...flow('cart', partOf('shop')),
  ...flow('web', partOf('shop'), using('web-settings')),
  ...flow('post', partOf('mail'), using('post-settings')),
  config('web-settings'),
  config('post-settings'),
  config('nobody'),
];

it('applications are adopted one after the other into one workspace, each with its own objects', async () => {
  const first = await adopted({ tst: objects, prod: objects }, { application: 'shop', select: 'shop' });
  const { root } = first;
  const sources = { tst: join(root, 'old/tst.yaml'), prod: join(root, 'old/prod.yaml') };
  const second = await adopt({ root, application: 'post-office', select: 'mail', sources });
  for (const { differences, findings } of [first, second]) {
    expect(differences).toEqual([]);
    expect(findings.map(({ code }) => code)).not.toContain('adopt-several-applications');
  }
  expect([first.compared, second.compared]).toEqual([
    { tst: 6, prod: 6 },
    { tst: 3, prod: 3 },
  ]);
  const written = tree(root);
  expect(Object.keys(written).filter((file) => /^(apps|environments)\//.test(file))).toEqual([
    'apps/post-office.ts',
    'apps/shop.ts',
    'environments/prod.yaml',
    'environments/prod/post-office.yaml',
    'environments/prod/shop.yaml',
    'environments/tst.yaml',
    'environments/tst/post-office.yaml',
    'environments/tst/shop.yaml',
  ]);
  expect(written['apps/shop.ts']).toMatch(/this\.config\('nobody'/);
  expect(written['apps/post-office.ts']).toMatch(/this\.config\('post-settings'/);
});

it('an application in a namespace of its own names it in its file', async () => {
  const some = [
    ...flow('a', inNamespace('shop')),
    ...flow('b', inNamespace('shop')),
    ...flow('c', inNamespace('mail')),
  ];
  const { differences, files } = await adopted({ prod: some }, { application: 'mail', select: 'mail' });
  expect(differences).toEqual([]);
  expect(files['environments/prod.yaml']).toBe('namespace: shop\n');
  expect(files['environments/prod/mail.yaml']).toMatch(/^namespace: mail$/m);
});

it('several applications are adopted as one, with a finding that says how to adopt them apart', async () => {
  const { findings, differences } = await adopted({ prod: objects });
  expect(differences).toEqual([]);
  const finding = findings.find(({ code }) => code === 'adopt-several-applications');
  expect(finding?.message).toBe('the sources have 2 applications: `shop` (6 objects), `mail` (3 objects)');
  expect(finding?.hint).toMatch(/towpath adopt mail prod=\S+ --select mail/);
});

it.each([
  [
    'an application that the sources do not have',
    objects,
    'the applications are `shop` (6 objects), `mail` (3 objects)',
  ],
  ['an application of sources that have one', flow('a', {}), 'leave out `--select`'],
])('selecting %s is refused', async (_, some, hint) => {
  await expect(adopted({ prod: some }, { select: 'news' })).rejects.toMatchObject({
    issues: [{ code: 'adopt-application-unknown', hint }],
  });
});
