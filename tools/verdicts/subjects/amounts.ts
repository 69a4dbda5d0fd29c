import { autoscaler, budget, claim, deployment } from '../objects';
import type { Place, Subject } from '../subject';

const quantities = [
  ...[
    '1',
    '500m',
    '0.5',
    '1.5Gi',
    '256Mi',
    '0',
    '-1',
    '+1',
    '1e3',
    '1E3',
    '1E',
    '1e',
    '1Ei',
    '1k',
    '1K',
    '1Ki',
    '1ki',
    '.5',
    '5.',
  ],
  ...[
    '1n',
    '1u',
    '0.1n',
    '1.0000000001',
    '1mi',
    '512m',
    '1 Gi',
    '1GB',
    '1e-3',
    '1e+3',
    '-0',
    '00',
    '007',
    '1_000',
    '1,5',
  ],
  ...[
    '',
    ' ',
    '.',
    '+',
    '-',
    'Gi',
    '1e99',
    '1e-99',
    '99999999999999999999',
    '9223372036854775807',
    '9223372036854775808',
    '8Ei',
  ],
  ...[
    '1.2.3',
    '0x10',
    '1e1.5',
    'Infinity',
    'NaN',
    '\u0661',
    '10E',
    '1P',
    '1T',
    '1G',
    '1M',
    '0.001m',
    '1e3Mi',
    '1Mi2',
    '1ee3',
  ],
];

const counts = [
  0,
  1,
  -1,
  3,
  1.5,
  '0',
  '1',
  '-1',
  '0%',
  '1%',
  '25%',
  '99%',
  '100%',
  '101%',
  '250%',
  '1000%',
  '-5%',
  '1.5%',
  '%',
  '25 %',
];

const resource = (kind: 'requests' | 'limits', name: string): Place => ({
  flow: (amount: string) => ({
    resources: { [kind]: { [name === 'ephemeral-storage' ? 'ephemeralStorage' : name]: amount } },
  }),
  object: (amount: string) => deployment({}, { resources: { [kind]: { [name]: amount } } }),
});

const some = [
  '1',
  '1000m',
  '999m',
  '1.5',
  '1500m',
  '1e0',
  '1001m',
  '0',
  '1Ki',
  '1024',
  '1023',
  '1k',
  '1000',
  '1Gi',
  '1G',
  '2Gi',
  '1073741824',
];
const pairs = some.flatMap((request) => some.map((limit) => ({ request, limit })));

interface Pair {
  readonly request: string;
  readonly limit: string;
}

/** Sizes, shares and numbers. */
export const amounts: readonly Subject[] = [
  { name: 'cpu-request', ...resource('requests', 'cpu'), also: [resource('limits', 'cpu')], seeds: quantities },
  { name: 'memory-limit', ...resource('limits', 'memory'), seeds: quantities },
  {
    ...{ name: 'ephemeral-storage', ...resource('requests', 'ephemeral-storage') },
    also: [resource('limits', 'ephemeral-storage')],
    seeds: quantities,
  },
  {
    name: 'request-and-limit',
    flow: ({ request, limit }: Pair) => ({ resources: { requests: { memory: request }, limits: { memory: limit } } }),
    object: ({ request, limit }: Pair) =>
      deployment({}, { resources: { requests: { memory: request }, limits: { memory: limit } } }),
    seeds: pairs,
  },
  {
    name: 'extended-amount',
    flow: (amount: string) => ({ resources: { extended: { 'example.org/gpu': amount } } }),
    object: (amount: string) => deployment({}, { resources: { limits: { 'example.org/gpu': amount } } }),
    seeds: quantities,
  },
  {
    name: 'extended-name',
    flow: (name: string) => ({ resources: { extended: { [name]: '1' } } }),
    object: (name: string) => deployment({}, { resources: { limits: { [name]: '1' } } }),
    seeds: [
      ...[
        'nvidia.com/gpu',
        'gpu',
        'cpu',
        'memory',
        'storage',
        'hugepages-2Mi',
        'kubernetes.io/gpu',
        'a.kubernetes.io/b',
      ],
      ...[
        'requests.nvidia.com/gpu',
        'example.org/',
        '/gpu',
        'Example.org/gpu',
        'example.org/GPU_1',
        'a/b/c',
        'pods',
        '',
      ],
      ...[
        ...[244, 245].map((length) => `${'a.'.repeat(length / 2 - 1)}${'b'.repeat(2 + (length % 2))}/c`),
        `a.b/${'c'.repeat(63)}`,
        `a.b/${'c'.repeat(64)}`,
      ],
      ...['attachable-volumes-x', 'ephemeral-storage', 'nvidia.com/mig-1g.5gb', 'a..b/c', '-a.b/c', 'a.-b/c', 'a.b/c-'],
    ],
  },
  {
    name: 'volume-size',
    flow: (size: string) => ({ volumes: { data: { size, mountPath: '/data' } } }),
    object: (size: string) => claim({}, size),
    also: [
      {
        kind: 'store',
        flow: (size: string) => ({ port: 80, volume: { size, mountPath: '/data' } }),
        object: (size: string) => claim({}, size),
      },
    ],
    seeds: quantities,
  },
  {
    name: 'size-limit',
    flow: (sizeLimit: string) => ({ volumes: { data: { empty: true, sizeLimit, mountPath: '/data' } } }),
    object: (sizeLimit: string) => deployment({ volumes: [{ name: 'data', emptyDir: { sizeLimit } }] }),
    seeds: quantities,
  },
  {
    name: 'divisor',
    flow: (divisor: string) => ({ env: { A: { resource: 'limits.cpu', divisor } } }),
    object: (divisor: string) =>
      deployment({}, { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor } } }] }),
    seeds: quantities,
  },
  {
    name: 'surge-and-unavailable',
    flow: (rollout: object) => ({ rollout }),
    object: (rollingUpdate: object) => deployment({}, {}, {}, { strategy: { type: 'RollingUpdate', rollingUpdate } }),
    seeds: [
      ...counts.flatMap((maxSurge) => counts.map((maxUnavailable) => ({ maxSurge, maxUnavailable }))),
      ...counts.flatMap((count) => [{ maxSurge: count }, { maxUnavailable: count }]),
    ],
  },
  {
    name: 'disruption',
    flow: (disruption: object) => ({ disruption }),
    object: (disruption: object) => budget({ ...disruption }),
    seeds: [
      ...counts.flatMap((count) => [{ minAvailable: count }, { maxUnavailable: count }]),
      ...[{}, { minAvailable: 1, maxUnavailable: 1 }],
    ],
  },
  {
    name: 'autoscaling',
    flow: ({ min, max }: { min: number; max: number }) => ({ autoscaling: { min, max, cpu: 80 } }),
    object: ({ min, max }: { min: number; max: number }) => autoscaler({ minReplicas: min, maxReplicas: max }),
    seeds: [-1, 0, 1, 2, 3, 10000, 2 ** 31, 1.5].flatMap((min) => [-1, 0, 1, 2, 3, 10000].map((max) => ({ min, max }))),
  },
  {
    name: 'scaling-pace',
    flow: (scaleUp: object) => ({ autoscaling: { max: 3, scaleUp } }),
    object: (scaleUp: object) => autoscaler({ maxReplicas: 3, behavior: { scaleUp } }),
    seeds: [
      ...[-1, 0, 1, 3600, 3601].map((value) => ({ stabilizationWindowSeconds: value })),
      ...['Max', 'Min', 'Disabled', 'max', ''].map((selectPolicy) => ({ selectPolicy })),
      ...[-1, 0, 1, 10000].flatMap((value) =>
        [-1, 0, 1, 1800, 1801].flatMap((periodSeconds) =>
          ['Pods', 'Percent'].map((type) => ({ policies: [{ type, value, periodSeconds }] })),
        ),
      ),
      { policies: [] },
    ],
  },
];
