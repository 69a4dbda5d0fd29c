import { deployment, least } from '../objects';
import type { Subject } from '../subject';
import { objects, volume } from './name-seeds';

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

/** Names of variables, of files and of fields. */
export const names: readonly Subject[] = [
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
    also: [
      {
        flow: (config: string) => ({ env: { A: { config, key: 'a' } } }),
        object: (name: string) => variable({ configMapKeyRef: { name, key: 'a' } }),
      },
      {
        flow: (name: string) => ({ envFrom: [{ secret: name }, { config: name }] }),
        object: (name: string) => deployment({}, { envFrom: [{ secretRef: { name } }, { configMapRef: { name } }] }),
      },
      {
        flow: (config: string) => ({ volumes: { v: { config, mountPath: '/v' } } }),
        object: (name: string) => volume({ configMap: { name } }),
      },
      {
        flow: (secret: string) => ({ volumes: { v: { projected: [{ secret }], mountPath: '/v' } } }),
        object: (name: string) => volume({ projected: { sources: [{ secret: { name } }] } }),
      },
      {
        flow: (config: string) => ({ volumes: { v: { projected: [{ config }], mountPath: '/v' } } }),
        object: (name: string) => volume({ projected: { sources: [{ configMap: { name } }] } }),
      },
    ],
    seeds: objects,
  },
  {
    name: 'key-of-secret',
    flow: (key: string) => ({ env: { A: { secret: 'a', key } } }),
    object: (key: string) => variable({ secretKeyRef: { name: 'a', key } }),
    also: [
      {
        flow: (key: string) => ({
          volumes: { v: { projected: [{ secret: 'a', items: { [key]: 'a' } }], mountPath: '/v' } },
        }),
        object: (key: string) =>
          volume({ projected: { sources: [{ secret: { name: 'a', items: [{ key, path: 'a' }] } }] } }),
      },
      {
        whole: (key: string) => ({ environment: { apps: { shop: { configs: { texts: { data: { [key]: 'a' } } } } } } }),
        object: (key: string) => ({ ...least.config?.({}), data: { [key]: 'a' } }),
      },
    ],
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
