import { formatPath } from '../../../../src/diagnostics';
import { validateObject } from '../../../../src/targets/kubernetes/validation';

const said = (object: object) =>
  validateObject(object)
    .filter(({ code }) => code === 'invalid-field')
    .map(({ path }) => formatPath(path));

const configMap = (metadata: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...metadata } });
const thing = (metadata: object) => ({
  apiVersion: 'example.org/v1',
  kind: 'Thing',
  metadata: { name: 'a', ...metadata },
});

// An API server 1.36 gave the same verdicts for all kinds that it can create, and for labels and annotations.
describe.each([
  ['a built-in kind', configMap],
  ['a kind without a schema', thing],
])('the metadata of %s', (_, object) => {
  it.each([
    ['a long value', { a: 'x'.repeat(64) }, 'metadata.labels.a'],
    ['a value with a hyphen in front', { a: '-x' }, 'metadata.labels.a'],
    ['a value with a space', { a: 'x y' }, 'metadata.labels.a'],
    ['a value with a line feed', { a: 'x\n' }, 'metadata.labels.a'],
    ['a number', { a: 7 }, 'metadata.labels.a'],
    ['a map', { a: {} }, 'metadata.labels.a'],
    ['a key with a space', { 'a b': '' }, 'metadata.labels["a b"]'],
    ['an empty key', { '': '' }, 'metadata.labels[""]'],
    ['a long key', { [`a/${'x'.repeat(64)}`]: '' }, `metadata.labels["a/${'x'.repeat(64)}"]`],
    ['a long prefix', { [`${'x'.repeat(254)}/a`]: '' }, `metadata.labels["${'x'.repeat(254)}/a"]`],
    ['capital letters in the prefix', { 'A/b': '' }, 'metadata.labels["A/b"]'],
  ])('has a label with %s', (_, labels, path) => {
    expect(said(object({ labels }))).toEqual([path]);
  });

  it.each([
    ['a number', { a: 7 }, 'metadata.annotations.a'],
    ['a key with a space', { 'a b': 'x' }, 'metadata.annotations["a b"]'],
    ['too much text', { a: 'x'.repeat(2 ** 18) }, 'metadata.annotations'],
  ])('has an annotation with %s', (_, annotations, path) => {
    expect(said(object({ annotations }))).toEqual([path]);
  });

  it('may have labels and annotations of every legal form, and null', () => {
    const labels = {
      a: '',
      'x.y/A_b.c-d': 'A_b.c-d',
      [`${'x'.repeat(253)}/${'x'.repeat(63)}`]: 'x'.repeat(63),
      n: null,
    };
    const annotations = { 'A/b': 'any text\n', n: null, a: 'x'.repeat(2 ** 17) };
    expect(said(object({ labels, annotations }))).toEqual([]);
  });

  it('has a namespace that is no DNS label', () => {
    expect(said(object({ namespace: 'a.b' }))).toEqual(['metadata.namespace']);
  });
});

it('is checked in the templates of pods, once for each place', () => {
  const labels = { a: 'x y' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'a' }], restartPolicy: 'Never' } };
  const spec = { schedule: '0 0 * * *', jobTemplate: { spec: { template } } };
  expect(said({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'a', labels }, spec })).toEqual([
    'metadata.labels.a',
    'spec.jobTemplate.spec.template.metadata.labels.a',
  ]);
});

it('leaves alone what a custom kind has in its own fields', () => {
  expect(said({ ...thing({}), spec: { template: { metadata: { labels: { a: 7 } } } } })).toEqual([]);
});

it.each([
  [
    'v1 ConfigMap',
    ['a', 'a.b', '1a', 'x'.repeat(253)],
    ['A', 'a_b', 'a-', 'a:b', '..', 'a..b', 'a.-b', 'x'.repeat(254)],
  ],
  ['v1 Namespace', ['a', 'x'.repeat(63)], ['a.b', 'x'.repeat(64)]],
  ['apps/v1 StatefulSet', ['a', '1a'], ['a.b', 'x'.repeat(64)]],
  ['batch/v1 CronJob', ['a.b', 'x'.repeat(52)], ['A', 'x'.repeat(53)]],
  ['rbac.authorization.k8s.io/v1 Role', ['system:A_b', 'x'.repeat(254)], ['a/b', 'a%b', '..', '.']],
  ['policy/v1 PodDisruptionBudget', ['A_b'], ['a/b']],
  ['certificates.k8s.io/v1 CertificateSigningRequest', ['A:b'], []],
  ['example.org/v1 Thing', ['A:b'], []],
])('a name of %s has the form of its kind', (type, right, wrong) => {
  const [apiVersion, kind] = type.split(' ');
  const isRight = (name: string) => !said({ apiVersion, kind, metadata: { name } }).includes('metadata.name');
  expect([right.filter((name) => !isRight(name)), wrong.filter(isRight)]).toEqual([[], []]);
});
