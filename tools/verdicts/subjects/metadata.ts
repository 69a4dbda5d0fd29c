import { deployment, least } from '../objects';
import type { Place, Subject } from '../subject';

const keys = [
  ...[
    'team',
    'example.org/team',
    'Example.org/team',
    'a/b/c',
    '/a',
    'a/',
    'a_b.c-d',
    '-a',
    'a-',
    '',
    ' ',
    'a b',
    '\u00fc',
    'a..b/c',
    '-a/b',
  ],
  ...[
    'a-/b',
    'a.-b/c',
    'a_b/c',
    'a'.repeat(63),
    'a'.repeat(64),
    `${'a'.repeat(253)}/b`,
    `${'a'.repeat(254)}/b`,
    `${'a'.repeat(64)}/b`,
  ],
];

const values = [
  '',
  'a',
  'A_b.c-d',
  '-a',
  'a-',
  'a b',
  'a/b',
  '\u00fc',
  'true',
  '1.10',
  'a'.repeat(63),
  'a'.repeat(64),
  '.',
  '_',
  'a\n',
];

type Map = Readonly<Record<string, string>>;
type Holder = (metadata: Readonly<Record<string, unknown>>) => object;
const holder = (name: string) => least[name] as Holder;
const inNamespace = (name: string, map: Map) => ({ namespace: 'a', createNamespace: true, [name]: map });

/** The places for labels that are written as they are. */
const labelled = (labels: (value: string) => Map): Place[] => [
  {
    flow: (value: string) => ({ labels: labels(value) }),
    object: (value: string) => holder('deployment')({ labels: labels(value) }),
  },
  {
    flow: (value: string) => ({ service: { labels: labels(value) } }),
    object: (value: string) => holder('service')({ labels: labels(value) }),
  },
  {
    whole: (value: string) => ({ environment: inNamespace('namespaceLabels', labels(value)) }),
    object: (value: string) => holder('namespace')({ labels: labels(value) }),
  },
  ...(['near', 'apart'] as const).map(
    (side): Place => ({
      flow: (value: string) => ({ placement: { [side]: [{ topology: 'node', podLabels: labels(value) }] } }),
      object: (value: string) => deployment({}, {}, { labels: labels(value) }),
    }),
  ),
  {
    flow: (value: string) => ({ naming: { selector: labels(value) } }),
    object: (value: string) => holder('pod')({ labels: labels(value) }),
  },
  {
    flow: (value: string) => ({ naming: { labels: labels(value) } }),
    object: (value: string) => holder('deployment')({ labels: labels(value) }),
  },
  {
    flow: (value: string) => ({ naming: { objectLabels: { deployment: labels(value) } } }),
    object: (value: string) => holder('deployment')({ labels: labels(value) }),
  },
];

/** The places for annotations. */
const annotated = (annotations: (value: never) => Map): Place[] => [
  {
    flow: (value) => ({ annotations: annotations(value) }),
    object: (value) => holder('deployment')({ annotations: annotations(value) }),
  },
  {
    flow: (value) => ({ service: { annotations: annotations(value) } }),
    object: (value) => holder('service')({ annotations: annotations(value) }),
  },
  {
    flow: (value) => ({ route: { annotations: annotations(value) } }),
    object: (value) => holder('ingress')({ annotations: annotations(value) }),
  },
  {
    flow: (value) => ({ serviceAccount: { annotations: annotations(value) } }),
    object: (value) => holder('serviceAccount')({ annotations: annotations(value) }),
  },
  {
    whole: (value) => ({ environment: inNamespace('namespaceAnnotations', annotations(value)) }),
    object: (value) => holder('namespace')({ annotations: annotations(value) }),
  },
  ...(['configs', 'secrets', 'volumes'] as const).map((table, index): Place => {
    const name = ['texts', 'login', 'files'][index] as string;
    return {
      whole: (value) => ({
        environment: {
          apps: {
            shop: {
              [table]: { [name]: { annotations: annotations(value), ...(table === 'secrets' && { empty: true }) } },
            },
          },
        },
      }),
      object: (value) => holder(['config', 'secret', 'pvc'][index] as string)({ annotations: annotations(value) }),
    };
  }),
];

const ofKey = (key: string) => ({ [key]: 'a' });
const ofSize = (length: number) => ({ a: 'x'.repeat(length) });

/** Labels and annotations. */
export const metadata: readonly Subject[] = [
  {
    name: 'label-key',
    flow: (key: string) => ({ podLabels: ofKey(key) }),
    object: (key: string) => deployment({}, {}, { labels: ofKey(key) }),
    also: labelled(ofKey),
    seeds: keys,
  },
  {
    name: 'label-value',
    flow: (value: string) => ({ podLabels: { team: value } }),
    object: (value: string) => deployment({}, {}, { labels: { team: value } }),
    also: [
      ...labelled((value) => ({ team: value })),
      {
        flow: (value: string) => ({ placement: { nodeSelector: { team: value } } }),
        object: (value: string) => deployment({ nodeSelector: { team: value } }),
      },
    ],
    seeds: values,
  },
  {
    name: 'annotation-key',
    flow: (key: string) => ({ podAnnotations: ofKey(key) }),
    object: (key: string) => deployment({}, {}, { annotations: ofKey(key) }),
    seeds: [...keys, 'kubernetes.io/psp', 'kubernetes.io/config.mirror'],
  },
  {
    name: 'annotation-key-of-object',
    flow: (key: string) => ({ labels: ofKey('a'), annotations: ofKey(key) }),
    object: (key: string) => least.deployment?.({ annotations: ofKey(key) }) as object,
    also: annotated(ofKey as (value: never) => Map).slice(1),
    seeds: keys,
  },
  {
    name: 'annotation-size',
    flow: (length: number) => ({ podAnnotations: ofSize(length) }),
    object: (length: number) => deployment({}, {}, { annotations: ofSize(length) }),
    also: annotated(ofSize as (value: never) => Map),
    seeds: [0, 1000, 262_143, 262_144, 300_000],
  },
  {
    name: 'annotations-together',
    flow: (length: number) => ({ annotations: ofSize(length), podAnnotations: { b: 'x'.repeat(131_071) } }),
    object: (length: number) => deployment({}, {}, { annotations: { ...ofSize(length), b: 'x'.repeat(131_071) } }),
    also: (
      [
        [{ service: {} }, 'service'],
        [{ route: {} }, 'ingress'],
        [{ serviceAccount: {} }, 'serviceAccount'],
      ] as const
    ).map(
      ([group, name]): Place => ({
        flow: (length: number) => ({
          ...{
            annotations: ofSize(length),
            [Object.keys(group)[0] as string]: { annotations: { b: 'x'.repeat(131_071) } },
          },
        }),
        object: (length: number) => holder(name)({ annotations: { ...ofSize(length), b: 'x'.repeat(131_071) } }),
      }),
    ),
    seeds: [0, 131_070, 131_071, 131_072, 262_144],
  },
];
