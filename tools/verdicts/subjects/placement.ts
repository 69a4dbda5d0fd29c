import { deployment, job } from '../objects';
import type { Subject } from '../subject';

interface Tolerated {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

const nodeAffinity = (condition: object) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [condition] }] },
  },
});

/** Where pods run, and what happens after they fail. */
export const placement: readonly Subject[] = [
  {
    name: 'node-label',
    flow: (key: string) => ({ placement: { nodeSelector: { [key]: 'a' } } }),
    object: (key: string) => deployment({ nodeSelector: { [key]: 'a' } }),
    also: [
      {
        flow: (key: string) => ({ placement: { nodes: [{ key, operator: 'Exists' }] } }),
        object: (key: string) => deployment({ affinity: nodeAffinity({ key, operator: 'Exists' }) }),
      },
    ],
    seeds: ['disk', 'example.org/disk', '', 'a b', '-a', 'A.b/c', 'a/b/c'],
  },
  {
    name: 'node-condition',
    flow: (condition: object) => ({ placement: { nodes: [condition] } }),
    object: (condition: object) => deployment({ affinity: nodeAffinity(condition) }),
    seeds: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt', 'Equals', ''].flatMap((operator) =>
      [undefined, [], ['a'], ['1'], ['a b'], ['1', '2'], [''], ['-a'], ['1.5'], ['-5'], ['99999999999999999999']].map(
        (list) => ({
          ...{ key: 'disk', operator },
          ...(list && { values: list }),
        }),
      ),
    ),
  },
  {
    name: 'node-weight',
    flow: (weight: number) => ({ placement: { nodes: [{ key: 'disk', operator: 'Exists', weight }] } }),
    object: (weight: number) => {
      const preference = { matchExpressions: [{ key: 'disk', operator: 'Exists' }] };
      return deployment({
        affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight, preference }] } },
      });
    },
    seeds: [-1, 0, 1, 100, 101, 1.5],
  },
  {
    name: 'spreads',
    flow: (spread: object) => ({ placement: { spread } }),
    object: (spread: readonly { topology: string; whenUnsatisfiable?: string }[]) =>
      deployment({
        topologySpreadConstraints: spread.map(({ topology, whenUnsatisfiable = 'ScheduleAnyway' }) => ({
          ...{ topologyKey: topologyKeys[topology] ?? topology, maxSkew: 1, whenUnsatisfiable },
        })),
      }),
    seeds: pairsOf(
      ['node', 'zone', 'kubernetes.io/hostname', 'a/b'].flatMap((topology) => [
        { topology },
        { topology, whenUnsatisfiable: 'DoNotSchedule' },
      ]),
    ),
  },
  {
    name: 'toleration',
    flow: (toleration: Tolerated) => ({ placement: { tolerations: [toleration] } }),
    object: (toleration: Tolerated) => deployment({ tolerations: [toleration] }),
    seeds: tolerations(),
  },
  {
    name: 'spread',
    flow: (spread: object) => ({ placement: { spread: [{ topology: 'a/b', ...spread }] } }),
    object: ({ topology = 'a/b', ...spread }: { topology?: string }) =>
      deployment({
        topologySpreadConstraints: [
          { topologyKey: topology, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', ...spread },
        ],
      }),
    seeds: [
      ...[-1, 0, 1, 1000, 1.5].map((maxSkew) => ({ maxSkew })),
      ...[-1, 0, 1, 2].flatMap((minDomains) =>
        [undefined, 'DoNotSchedule', 'ScheduleAnyway', 'Never'].map((whenUnsatisfiable) => ({
          minDomains,
          ...(whenUnsatisfiable && { whenUnsatisfiable }),
        })),
      ),
      ...['zone.example.org/a', '', 'a b', '-a', 'A/b'].map((topology) => ({ topology })),
    ],
  },
  {
    name: 'neighbour',
    flow: (neighbour: object) => ({ placement: { near: [{ topology: 'a/b', ...neighbour }] } }),
    object: ({
      topology = 'a/b',
      podLabels = {},
      weight,
    }: {
      topology?: string;
      podLabels?: object;
      weight?: number;
    }) => {
      const term = { topologyKey: topology, labelSelector: { matchLabels: podLabels } };
      const affinity =
        weight === undefined
          ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
          : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight, podAffinityTerm: term }] };
      return deployment({ affinity: { podAffinity: affinity } });
    },
    seeds: [
      ...[-1, 0, 1, 100, 101, 1.5].map((weight) => ({ weight })),
      ...['a', '', 'a b', '-a', 'A/b'].map((topology) => ({ topology })),
      ...['a', '', 'a b', '-a'].map((key) => ({ podLabels: { [key]: 'a' } })),
      ...['a', '', 'a b', '-a'].map((label) => ({ podLabels: { a: label } })),
    ],
  },
  {
    ...{ name: 'failure-rule', kind: 'job' },
    flow: (rule: object) => ({ podFailurePolicy: [rule], restartPolicy: 'Never' }),
    object: ({ exitCodes, conditions, ...rule }: Readonly<Record<string, unknown>>) => {
      const { container, ...codes } = (exitCodes ?? {}) as { container?: string };
      const onExitCodes = exitCodes && { ...codes, ...(container !== undefined && { containerName: container }) };
      return job({
        podFailurePolicy: {
          rules: [
            {
              ...rule,
              ...(onExitCodes ? { onExitCodes } : {}),
              ...(conditions
                ? {
                    onPodConditions: (conditions as object[]).map((condition) => ({ status: 'True', ...condition })),
                  }
                : {}),
            },
          ],
        },
      });
    },
    seeds: failureRules(),
  },
];

const topologyKeys: Readonly<Record<string, string>> = {
  node: 'kubernetes.io/hostname',
  zone: 'topology.kubernetes.io/zone',
};

function pairsOf<T>(all: readonly T[]): T[][] {
  return all.flatMap((one) => all.map((other) => [one, other]));
}

function tolerations(): Tolerated[] {
  return [undefined, 'a', 'a b', ''].flatMap((key) =>
    [undefined, 'Exists', 'Equal', 'In'].flatMap((operator) =>
      [undefined, '', 'v', 'v w'].flatMap((value) =>
        [undefined, 'NoSchedule', 'NoExecute'].flatMap((effect) =>
          [undefined, 0, 60].map((tolerationSeconds) => ({
            ...(key !== undefined && { key }),
            ...(operator !== undefined && { operator }),
            ...(value !== undefined && { value }),
            ...(effect !== undefined && { effect }),
            ...(tolerationSeconds !== undefined && { tolerationSeconds }),
          })),
        ),
      ),
    ),
  );
}

function failureRules(): object[] {
  const lists = [
    [],
    [0],
    [1],
    [0, 1],
    [1, 2],
    [2, 1],
    [1, 1],
    [255],
    [256],
    [-1],
    [1.5],
    Array.from({ length: 256 }, (_, i) => i),
  ];
  const exits = ['In', 'NotIn', 'Is'].flatMap((operator) =>
    lists.map((values) => ({ action: 'FailJob', exitCodes: { operator, values } })),
  );
  const names = ['a', 'b', 'A', ''].map((container) => ({
    ...{ action: 'Ignore', exitCodes: { operator: 'In', values: [1], container } },
  }));
  const conditions = ['DisruptionTarget', 'example.org/a', '', 'a b', '-a', 'A/b'].flatMap((type) =>
    [undefined, 'True', 'False', 'Unknown', 'Maybe'].map((status) => ({
      ...{ action: 'Count', conditions: [{ type, ...(status !== undefined && { status }) }] },
    })),
  );
  const actions = ['FailJob', 'FailIndex', 'Ignore', 'Count', 'Stop', ''].map((action) => ({
    ...{ action, exitCodes: { operator: 'In', values: [1] } },
  }));
  return [...exits, ...names, ...conditions, ...actions, { action: 'Ignore' }, { action: 'Ignore', conditions: [] }];
}
