import { type Example, examples, typeOf } from '../examples';
import { otherExamples } from '../examples/others';
import type { Subject } from '../subject';
import { objects } from './name-seeds';

export interface Named {
  /** The `apiVersion` and the kind. */
  readonly of: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const byType = new Map<string, Example>(
  [...[...examples.values()].map(([first]) => first as Example), ...otherExamples].map((one) => [typeOf(one), one]),
);

const asked: readonly Named['metadata'][] = [
  ...objects.map((name) => ({ name })),
  ...['a b', 'A/b', 'a/b/c', ''].map((key) => ({ labels: { [key]: 'a' } })),
  ...['a b', '', 'a'.repeat(64)].map((value) => ({ labels: { a: value } })),
  ...['a b', 'A/b', ''].map((key) => ({ annotations: { [key]: 'a b' } })),
  ...['a', 'orphan', 'example.org/a'].map((name) => ({ finalizers: [name] })),
  { creationTimestamp: 'a' },
  { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'a', uid: '' }] },
];

/** The names of IPAddresses. */
const addresses = [
  '10.200.0.2',
  '010.200.0.2',
  '::1',
  '2001:db8::1',
  '2001:DB8::1',
  '2001:db8:0:0::1',
  '::ffff:10.0.0.1',
  '1::',
];

/** Names, labels and annotations of objects of all kinds. */
export const metadataOfKinds: readonly Subject[] = [
  {
    name: 'metadata-of-kinds',
    object: ({ of, metadata }: Named) => {
      const object = byType.get(of) as Example;
      return { ...object, metadata: { ...(object.metadata as object), ...metadata } };
    },
    seeds: [
      ...[...byType.keys()].flatMap((of) => asked.map((metadata) => ({ of, metadata }))),
      ...addresses.map((name) => ({ of: 'networking.k8s.io/v1 IPAddress', metadata: { name } })),
    ],
  },
];
