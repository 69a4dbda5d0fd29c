import { type Kind, type Reported, reported, ruleIssues } from '../../helpers/rule-issues';

const sources = 'set exactly one of size, claim, empty, config, secret and projected';
const at = { mountPath: '/a' };
const volume = (said: object) => ({ volumes: { tmp: { ...at, ...said } } });
const several = 'use `accessMode: ReadWriteMany`, one pod, or a store with `workload: statefulSet`';

it.each(
  reported([
    ['a volume without a source', 'worker', volume({}), 'error invalid-value volumes.tmp', sources],
    ['a volume with two', 'worker', volume({ empty: true, claim: 'a' }), 'error invalid-value volumes.tmp', sources],
    ...['accessMode', 'sizeLimit', 'items', 'mode', 'optional'].map((name): Reported => {
      const values: Record<string, unknown> = {
        accessMode: 'ReadWriteOnce',
        sizeLimit: '1Gi',
        items: {},
        mode: 1,
        optional: true,
      };
      return [
        `${name} of a claim`,
        'worker',
        volume({ claim: 'a', [name]: values[name] }),
        `error invalid-value volumes.tmp.${name}`,
      ];
    }),
    [
      'items of a projected volume, which each source has',
      'job',
      volume({ projected: [{ secret: 'a' }], items: {} }),
      'error invalid-value volumes.tmp.items',
    ],
    [
      'a file of a ConfigMap that is there twice',
      'worker',
      volume({ config: 'a', items: { one: 'b', two: 'b/' } }),
      'error invalid-value volumes.tmp.items.two',
      'give one of them another name',
    ],
    [
      'a file of a Secret where another one needs a folder',
      'worker',
      volume({ secret: 'a', items: { one: 'b/c/d', two: 'b' } }),
      'error invalid-value volumes.tmp.items.one',
      'give one of them another name',
    ],
    [
      'a file of a projection where another one needs a folder',
      'worker',
      volume({ projected: [{ config: 'a', items: { one: 'b' } }, { token: 'b/c' }] }),
      'error invalid-value volumes.tmp.projected[1].token',
      'give one of them another name',
    ],
    [
      'a volume called as the own one of a store',
      'store',
      { volume: { mountPath: '/own', size: '1Gi' }, volumes: { data: { ...at, empty: true } } },
      'error invalid-value volumes.data',
    ],
    [
      'a mount of a volume that is not there',
      'worker',
      { volumes: { cache: { ...at, empty: true } }, mounts: { cahce: { path: '/b' } } },
      'error invalid-value mounts.cahce',
      'did you mean `cache`?',
    ],
    [
      'two volumes at one place',
      'worker',
      { volumes: { a: { ...at, empty: true }, b: { empty: true } }, mounts: { b: { path: '/a' } } },
      'error invalid-value mounts.b',
    ],
    [
      'two volumes at one place, one with a slash at its end',
      'worker',
      { volumes: { a: { ...at, mountPath: '/a/', empty: true }, b: { empty: true } }, mounts: { b: { path: '/a' } } },
      'error invalid-value mounts.b',
    ],
    [
      'a volume that nobody mounts',
      'worker',
      { volumes: { a: { empty: true } } },
      'error invalid-value volumes.a',
      'set its `mountPath`, or `mounts` of a container',
    ],
    [
      'several pods over the disk of one writer',
      'worker',
      { ...volume({ size: '1Gi' }), replicas: 2 },
      'warning disk-of-one-writer replicas',
      several,
    ],
    [
      'an autoscaler over the disk of one writer',
      'service',
      { ...volume({ size: '1Gi' }), autoscaling: { max: 3 }, resources: { requests: { cpu: '1' } } },
      'warning disk-of-one-writer autoscaling',
      several,
    ],
  ]),
)('reports %s', (_, kind, code, issue) => {
  expect(ruleIssues(kind, { code })).toEqual([issue]);
});

it.each<[what: string, kind: Kind, code: object]>([
  [
    'one volume twice in a container',
    'worker',
    { volumes: { a: { ...at, empty: true } }, mounts: { a: { path: '/b' } } },
  ],
  [
    'one place in two containers',
    'worker',
    { ...volume({ empty: true }), sidecars: { b: { mounts: { tmp: { path: '/a' } } } } },
  ],
  [
    'a volume that only the first container mounts',
    'job',
    { volumes: { a: { empty: true } }, init: { b: { mounts: { a: { path: '/a' } } } } },
  ],
  [
    'several pods over the disk of many writers',
    'worker',
    { ...volume({ size: '1Gi', accessMode: 'ReadWriteMany' }), replicas: 2 },
  ],
  ['a disk for each pod', 'store', { workload: 'statefulSet', volume: { ...at, size: '1Gi' }, replicas: 3 }],
  ['no pod over the disk of one writer', 'store', { volume: { ...at, size: '1Gi' }, replicas: 0 }],
])('accepts %s', (_, kind, code) => {
  expect(ruleIssues(kind, { code })).toEqual([]);
});

it('refuses storageClass in an environment for a volume without a size', () => {
  const said = { code: volume({ claim: 'a' }), overlay: { volumes: { tmp: { storageClass: 'fast' } } } };
  expect(ruleIssues('worker', said)).toEqual([['error invalid-value volumes.tmp.storageClass']]);
});
