import { compare, type Fields, leaves } from '../../src/equivalence';
import { container, object, pod, service } from './objects';

const env = (...variables: string[]) =>
  container({ env: variables.map((text) => text.split('=')).map(([name, value]) => ({ name, value })) });

describe('a difference', () => {
  const differences = (actual: Fields, expected: Fields) => compare([actual], [expected]);

  it('is told with what was expected and found', () => {
    const deployment = (replicas: number, image: string) =>
      object('apps/v1 Deployment', {
        metadata: { name: 'db', namespace: 'shop' },
        spec: { replicas, template: { spec: { containers: [{ name: 'db', image }] } } },
      });
    expect(differences(deployment(2, 'a:1'), deployment(1, 'b:1'))).toEqual([
      'Deployment/db in shop spec.replicas: expected 1, found 2',
      'Deployment/db in shop spec.template.spec.containers.db.image: expected "b:1", found "a:1"',
    ]);
  });

  it('is an object too many or too few', () => {
    const [one, other] = [object('v1 Secret', { metadata: { name: 'b' } }), object('v1 Secret')];
    expect(compare([one], [other])).toEqual([
      'Secret/a: expected 1 of v1, found no such object',
      'Secret/b: expected no such object, found 1 of v1',
    ]);
    expect(compare([one, one], [one])).toEqual(['Secret/b: expected 1 of v1, found 2 of v1']);
  });

  it('is another namespace', () => {
    const at = (namespace?: string) =>
      object('v1 Secret', { metadata: { name: 'a', ...(namespace && { namespace }) } });
    expect(compare([at('b'), at()], [at('a'), at()])).toHaveLength(2);
    expect(compare([at('b'), at('a')], [at('a'), at('b')])).toEqual([]);
  });

  it('is another version, which is no other object', () => {
    expect(differences(object('batch/v1 CronJob'), object('batch/v1beta1 CronJob'))).toEqual([
      'CronJob/a apiVersion: expected "batch/v1beta1", found "batch/v1"',
    ]);
    expect(differences(object('a/v1 Route'), object('b/v1 Route'))).toHaveLength(2);
  });

  it('is a status, or a kind of value', () => {
    expect(differences(object('v1 A', { status: { a: 1 } }), object('v1 A', { status: {} }))).toHaveLength(1);
    expect(differences(object('v1 ConfigMap', { data: { a: null } }), object('v1 ConfigMap'))).toHaveLength(1);
    expect(differences(object('v1 A', { a: '1' }), object('v1 A', { a: 1 }))).toHaveLength(1);
    expect(differences(object('v1 A', { a: [] }), object('v1 A', { a: {} }))).toHaveLength(1);
    expect(differences(object('v1 A', { a: [1, 2] }), object('v1 A', { a: [1] }))).toEqual([
      'A/a a[1]: expected nothing, found 2',
    ]);
  });
});

describe('the order', () => {
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  const mounts = [
    { mountPath: '/a', name: 'a' },
    { mountPath: '/b', name: 'a' },
  ];
  const spread = ['DoNotSchedule', 'ScheduleAnyway'].map((whenUnsatisfiable) => ({
    topologyKey: 'a',
    whenUnsatisfiable,
  }));

  it.each<[string, (list: Fields[]) => Fields, Fields[]]>([
    ['containers', (containers) => pod({ containers }), [a, b]],
    ['volumes', (volumes) => pod({ volumes }), [a, b]],
    ['pull secrets', (imagePullSecrets) => pod({ imagePullSecrets }), [a, b]],
    ['host aliases', (hostAliases) => pod({ hostAliases }), [{ ip: '1' }, { ip: '2' }]],
    ['spread constraints', (topologySpreadConstraints) => pod({ topologySpreadConstraints }), spread],
    ['variables', (list) => container({ env: list }), [a, b]],
    ['mounts', (volumeMounts) => container({ volumeMounts }), mounts],
    ['ports', (ports) => container({ ports }), [{ containerPort: 1 }, { containerPort: 1, protocol: 'UDP' }]],
    ['ports of a Service', (ports) => service({ ports }), [{ port: 1 }, { port: 1, protocol: 'UDP' }]],
  ])('of %s is none', (_, make, list) => {
    expect(compare([make([...list].reverse())], [make(list)])).toEqual([]);
    expect(compare([make(list.slice(1))], [make(list)])).toHaveLength(1);
  });

  it.each<[string, (list: Fields[]) => Fields, Fields[]]>([
    ['init containers', (initContainers) => pod({ initContainers }), [a, b]],
    ['tolerations', (tolerations) => pod({ tolerations }), [{ key: 'a' }, { key: 'b' }]],
    ['sources of variables', (envFrom) => container({ envFrom }), [{ prefix: 'a' }, { prefix: 'b' }]],
    ['two variables of one name', (list) => container({ env: list }), [{ name: 'a', value: '1' }, a]],
    [
      'ports of what is no Service of ours',
      (ports) => object('serving/v1 Service', { spec: { ports } }),
      [{ port: 1 }, { port: 2 }],
    ],
  ])('of %s is one', (_, make, list) => {
    expect(compare([make([...list].reverse())], [make(list)])).not.toEqual([]);
  });
});

it('is not lost that a key stands there twice', () => {
  expect(compare([env('A=2')], [env('A=1', 'A=2')])).toHaveLength(1);
});

describe('a variable that refers to another', () => {
  it('has to stand behind it', () => {
    expect(compare([env('URL=a/$(KEY)', 'KEY=b')], [env('KEY=b', 'URL=a/$(KEY)')])).toEqual([
      'Pod/a spec.containers.a.env.URL.refersTo.KEY: expected "stands before", found "stands after"',
    ]);
    expect(compare([env('KEY=b', 'X=', 'URL=$(KEY)')], [env('X=', 'KEY=b', 'URL=$(KEY)')])).toEqual([]);
  });

  it.each(['$$(KEY)', '$KEY', '$(OTHER)'])('does not in %s', (text) => {
    expect(compare([env(`URL=${text}`, 'KEY=b')], [env('KEY=b', `URL=${text}`)])).toEqual([]);
  });
});

describe('leaves', () => {
  it('are what an object says, as it says it', () => {
    expect(leaves({ a: { b: [1, { c: null }] }, d: {}, e: [] })).toEqual([
      { path: ['a', 'b', 0], value: 1 },
      { path: ['a', 'b', 1, 'c'], value: null },
      { path: ['d'], value: {} },
      { path: ['e'], value: [] },
    ]);
  });
});
