import { deployment } from '../objects';
import type { Subject } from '../subject';
import { objects, volume } from './name-seeds';

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

const files = [
  'a',
  'a.b',
  '.a',
  '..a',
  '.',
  '..',
  'a..',
  'a/b',
  'A_B-c',
  '',
  ' ',
  'a b',
  '\u00fc',
  '...',
  'a'.repeat(253),
  'a'.repeat(254),
];

const variable = (from: object) => deployment({}, { env: [{ name: 'A', valueFrom: from }] });

/** Names of objects, of their parts, and labels. */
export const names: readonly Subject[] = [
  {
    name: 'label-key',
    flow: (key: string) => ({ podLabels: { [key]: 'a' } }),
    object: (key: string) => deployment({}, {}, { labels: { [key]: 'a' } }),
    seeds: keys,
  },
  {
    name: 'label-value',
    flow: (value: string) => ({ podLabels: { team: value } }),
    object: (value: string) => deployment({}, {}, { labels: { team: value } }),
    seeds: values,
  },
  {
    name: 'annotation-key',
    flow: (key: string) => ({ podAnnotations: { [key]: 'a' } }),
    object: (key: string) => deployment({}, {}, { annotations: { [key]: 'a' } }),
    seeds: [...keys, 'kubernetes.io/psp', 'kubernetes.io/config.mirror'],
  },
  {
    name: 'annotation-size',
    flow: (length: number) => ({ podAnnotations: { a: 'x'.repeat(length) } }),
    object: (length: number) => deployment({}, {}, { annotations: { a: 'x'.repeat(length) } }),
    seeds: [0, 1000, 262_143, 262_144, 300_000],
  },
  {
    name: 'variable-name',
    flow: (name: string) => ({ env: { [name]: 'a' } }),
    object: (name: string) => deployment({}, { env: [{ name, value: 'a' }] }),
    seeds: ['A', 'A_B', 'a.b', 'a-b', '1A', '', ' ', 'A=B', 'A B', '\u00fc', '.', '..', '-', '..a', 'a/b', '$A', 'A\n'],
  },
  {
    name: 'variable-prefix',
    flow: (prefix: string) => ({ envFrom: [{ config: 'a', prefix }] }),
    object: (prefix: string) => deployment({}, { envFrom: [{ configMapRef: { name: 'a' }, prefix }] }),
    seeds: ['A_', 'a.', '1A', '', ' ', 'A=', 'A B', '\u00fc', '.', '..', '-', '$', 'A\n'],
  },
  {
    name: 'secret-of-variable',
    flow: (secret: string) => ({ env: { A: { secret, key: 'a' } } }),
    object: (name: string) => variable({ secretKeyRef: { name, key: 'a' } }),
    seeds: objects,
  },
  {
    name: 'key-of-secret',
    flow: (key: string) => ({ env: { A: { secret: 'a', key } } }),
    object: (key: string) => variable({ secretKeyRef: { name: 'a', key } }),
    seeds: files,
  },
  {
    name: 'field-of-pod',
    flow: (field: string) => ({ env: { A: { field } } }),
    object: (fieldPath: string) => variable({ fieldRef: { fieldPath } }),
    seeds: [
      ...[
        'metadata.name',
        'metadata.namespace',
        'metadata.uid',
        'metadata.labels',
        'metadata.annotations',
        "metadata.labels['a']",
      ],
      ...[
        "metadata.annotations['a.b/c']",
        "metadata.labels['']",
        "metadata.labels['-a']",
        'metadata.labels["a"]',
        'metadata.labels[a]',
      ],
      ...[
        'spec.nodeName',
        'spec.serviceAccountName',
        'spec.hostname',
        'status.podIP',
        'status.podIPs',
        'status.hostIP',
        'status.hostIPs',
      ],
      ...[
        'status.phase',
        'metadata',
        '',
        ' ',
        'metadata.name ',
        'Metadata.name',
        '.metadata.name',
        'spec.restartPolicy',
        "metadata.name['a']",
      ],
      ...["metadata.annotations['A/b']", "metadata.labels['a']['b']", "metadata.labels['a", "metadata.uid['a']"],
    ],
  },
  {
    name: 'resource-of-container',
    flow: (resource: string) => ({ env: { A: { resource } } }),
    object: (resource: string) => variable({ resourceFieldRef: { resource } }),
    seeds: [
      ...[
        'limits.cpu',
        'limits.memory',
        'limits.ephemeral-storage',
        'requests.cpu',
        'requests.memory',
        'requests.ephemeral-storage',
      ],
      ...[
        'cpu',
        '',
        ' ',
        'limits',
        'limits.gpu',
        'limits.nvidia.com/gpu',
        'Limits.cpu',
        'limits.hugepages-2Mi',
        'requests.hugepages-',
        'limits.hugepages-2Mi ',
      ],
    ],
  },
  {
    name: 'field-of-file',
    flow: (field: string) => ({ volumes: { v: { projected: [{ fields: { a: field } }], mountPath: '/v' } } }),
    object: (fieldPath: string) =>
      volume({ projected: { sources: [{ downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath } }] } }] } }),
    seeds: [
      ...[
        'metadata.name',
        'metadata.namespace',
        'metadata.uid',
        'metadata.labels',
        'metadata.annotations',
        "metadata.labels['a']",
      ],
      ...[
        "metadata.annotations['a.b/c']",
        "metadata.labels['']",
        'spec.nodeName',
        'status.podIP',
        'spec.serviceAccountName',
        'status.hostIP',
      ],
      ...['', ' ', 'metadata', 'metadata.name ', 'Metadata.name'],
    ],
  },
];
