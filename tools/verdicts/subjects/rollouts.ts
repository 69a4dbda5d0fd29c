import { autoscaler, deployment, least, object, template } from '../objects';
import type { Subject } from '../subject';

const numbers = [-1, 0, 1, 10000, 10001, 86400, 2 ** 31 - 1, 2 ** 31, 1.5];
const seconds = [0, 1, 2, 599, 600, 601, 86400];

interface Rollout {
  readonly strategy?: string;
  readonly partition?: number;
  readonly maxUnavailable?: number | string;
}

/** How many pods there are, and how they are replaced. */
export const rollouts: readonly Subject[] = [
  {
    name: 'replicas',
    flow: (replicas: number) => ({ replicas }),
    object: (replicas: number) => deployment({}, {}, {}, { replicas }),
    also: [
      {
        kind: 'store',
        flow: (replicas: number) => ({ port: 80, replicas }),
        object: (replicas: number) => deployment({}, {}, {}, { replicas }),
      },
    ],
    seeds: numbers,
  },
  {
    name: 'rollout-seconds',
    flow: (rollout: object) => ({ rollout }),
    object: (spec: object) => deployment({}, {}, {}, { ...spec }),
    seeds: [
      ...['minReadySeconds', 'progressDeadlineSeconds', 'revisionHistoryLimit'].flatMap((name) =>
        numbers.map((value) => ({ [name]: value })),
      ),
      ...seconds.flatMap((minReadySeconds) => [
        { minReadySeconds },
        ...seconds.map((progressDeadlineSeconds) => ({ minReadySeconds, progressDeadlineSeconds })),
      ]),
    ],
  },
  {
    ...{ name: 'rollout-of-stateful-set', kind: 'store' },
    flow: (rollout: Rollout) => ({ port: 80, workload: 'statefulSet', rollout }),
    object: ({ strategy, ...rollingUpdate }: Rollout) => {
      const type = strategy === 'onDelete' ? 'OnDelete' : 'RollingUpdate';
      const updateStrategy = { type, ...(Object.keys(rollingUpdate).length > 0 && { rollingUpdate }) };
      const selector = { matchLabels: { app: 'a' } };
      return object('apps/v1', 'StatefulSet', { selector, serviceName: 'a', template: template(), updateStrategy });
    },
    seeds: [undefined, 'rolling', 'onDelete'].flatMap((strategy) =>
      [
        ...[{}, { maxUnavailable: 0 }, { maxUnavailable: 1 }, { maxUnavailable: '0%' }, { maxUnavailable: '101%' }],
        ...numbers.map((partition) => ({ partition })),
      ].map((rollout) => ({ ...(strategy && { strategy }), ...rollout })),
    ),
  },
  {
    name: 'scaling-target',
    flow: (target: object) => ({ autoscaling: { max: 2, ...target } }),
    object: (target: Readonly<Record<string, number>>) =>
      autoscaler({
        maxReplicas: 2,
        metrics: Object.entries(target).map(([name, averageUtilization]) => ({
          ...{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } },
        })),
      }),
    seeds: ['cpu', 'memory'].flatMap((name) => numbers.map((value) => ({ [name]: value }))),
  },
  {
    name: 'termination',
    flow: (terminationGracePeriodSeconds: number) => ({ terminationGracePeriodSeconds }),
    object: (terminationGracePeriodSeconds: number) => deployment({ terminationGracePeriodSeconds }),
    seeds: numbers,
  },
  {
    name: 'image',
    flow: (image: string) => ({ image }),
    object: (image: string) => deployment({}, { image }),
    also: [
      {
        flow: (image: string) => ({ waitImage: image, init: { first: { image } } }),
        object: (image: string) => deployment({ initContainers: [{ name: 'first', image }] }),
      },
    ],
    seeds: [
      ...['redis:7', 'a.org/b/c:1', 'a.org:5000/b:1', `a@sha256:${'0'.repeat(64)}`, `a:1@sha256:${'0'.repeat(64)}`],
      ...[
        'redis',
        '',
        ' ',
        ' a:1',
        'a:1 ',
        'A:1',
        'a b:1',
        'a:',
        ':1',
        'a:1:2',
        '\u00fc:1',
        'a//b:1',
        'a:1\n',
        '/a:1',
        'a_b:1',
      ],
    ],
  },
  {
    name: 'registry-mirror',
    whole: (mirror: string) => ({ environment: { registry: { mirrors: { 'docker.io': mirror } } } }),
    object: (mirror: string) => deployment({}, { image: `${mirror}/library/a:1` }),
    changes: 40,
    seeds: [
      'a.org/hub',
      'a.org:5000',
      '',
      ' ',
      ' a.org',
      'a.org ',
      'a b',
      'A.org',
      'a.org/',
      '/a',
      '\u00fc',
      'a.org\n',
      'https://a.org',
    ],
  },
  {
    name: 'any-text',
    flow: (text: string) => ({ env: { A: text } }),
    object: (value: string) => deployment({}, { env: [{ name: 'A', value }] }),
    also: [
      {
        flow: (text: string) => ({ command: [text], args: [text] }),
        object: (text: string) => deployment({}, { command: [text], args: [text] }),
      },
      {
        flow: (text: string) => ({
          ...{ probes: { readiness: { exec: [text] } }, lifecycle: { postStart: { exec: [text] } } },
        }),
        object: (text: string) =>
          deployment(
            {},
            { readinessProbe: { exec: { command: [text] } }, lifecycle: { postStart: { exec: { command: [text] } } } },
          ),
      },
      {
        flow: (text: string) => ({ probes: { readiness: { grpc: text } } }),
        object: (text: string) => deployment({}, { readinessProbe: { grpc: { port: 80, service: text } } }),
      },
      {
        flow: (text: string) => ({ probes: { readiness: { http: '/', headers: { A: text } } } }),
        object: (value: string) =>
          deployment({}, { readinessProbe: { httpGet: { path: '/', port: 80, httpHeaders: [{ name: 'A', value }] } } }),
      },
      {
        flow: (text: string) => ({ dns: { options: [{ name: 'a', value: text }] } }),
        object: (value: string) => deployment({ dnsConfig: { options: [{ name: 'a', value }] } }),
      },
      {
        flow: (text: string) => ({ annotations: { a: text }, podAnnotations: { a: text } }),
        object: (text: string) => deployment({}, {}, { annotations: { a: text } }),
      },
      {
        whole: (text: string) => ({ environment: { apps: { shop: { configs: { texts: { data: { a: text } } } } } } }),
        object: (text: string) => ({ ...least.config?.({}), data: { a: text } }),
      },
    ],
    seeds: ['', ' ', 'a', '\u00fc', 'a\nb', '\t', '\0', '\u007f', '$(A)', 'x'.repeat(5000)],
    changes: 20,
  },
];
