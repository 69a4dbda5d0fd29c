import type { FieldsV1, LiveObject } from '../../../src/cluster/cluster';
import { driftOf } from '../../../src/release/drift/drift';

const released = (spec: object) => ({ apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' }, spec });

function live(spec: object, owners: Readonly<Record<string, FieldsV1>> = {}): LiveObject {
  const managedFields = Object.entries(owners).map(([manager, fieldsV1]) => ({
    ...{ manager, fieldsV1, apiVersion: 'v1', fieldsType: 'FieldsV1' as const },
    operation: manager === 'towpath' ? ('Apply' as const) : ('Update' as const),
  }));
  return { ...released(spec), metadata: { name: 'a', uid: 'a', resourceVersion: '1', managedFields } };
}

const paths = (said: object, now: object, owners?: Parameters<typeof live>[1], wasApplied = true) =>
  driftOf(released(said), live(now, owners), wasApplied).map(({ path, by }) => [path, by]);

it('is a field with another value', () => {
  expect(paths({ size: 1 }, { size: 2 })).toEqual([['spec.size', undefined]]);
});

it('is not a value that the server or a webhook made of a field that towpath still owns', () => {
  const ours = { 'f:spec': { 'f:image': {} } };
  expect(paths({ image: 'a' }, { image: 'mirror/a' }, { towpath: ours })).toEqual([]);
});

it('is every difference if the release was not applied completely', () => {
  const ours = { 'f:spec': { 'f:image': {} } };
  expect(paths({ image: 'a' }, { image: 'b' }, { towpath: ours }, false)).toEqual([['spec.image', undefined]]);
});

it('names the manager that owns the field now', () => {
  const owners = { towpath: { 'f:spec': { 'f:a': {} } }, someone: { 'f:spec': { 'f:b': {} } } };
  expect(paths({ a: 1, b: 1 }, { a: 1, b: 2 }, owners)).toEqual([['spec.b', 'someone']]);
});

it('names the subresource beside the manager, as a conflict does', () => {
  const now = live({ replicas: 4 }, { kubectl: { 'f:spec': { 'f:replicas': {} } } });
  const managedFields = now.metadata.managedFields?.map((entry) => ({ ...entry, subresource: 'scale' }));
  const scaled = { ...now, metadata: { ...now.metadata, ...(managedFields && { managedFields }) } };
  expect(driftOf(released({ replicas: 1 }), scaled, true).map(({ by }) => by)).toEqual(['kubectl scale']);
});

it.each([
  [
    'quantities in another form',
    { requests: { cpu: '1000m', memory: '1024Mi' } },
    { requests: { cpu: '1', memory: '1Gi' } },
  ],
  ['empty values that the server leaves out', { env: [{ name: 'A', value: '' }], on: false }, { env: [{ name: 'A' }] }],
  ['fields that others added', { env: [{ name: 'A' }] }, { env: [{ name: 'B' }, { name: 'A', value: '1' }], more: 1 }],
  [
    'ports with the default protocol of the server',
    { ports: [{ port: 1 }] },
    { ports: [{ port: 1, protocol: 'TCP' }] },
  ],
])('is not %s', (_, said, now) => {
  expect(paths(said, now)).toEqual([]);
});

it('is another quantity, and a text that only looks like a quantity', () => {
  expect(paths({ requests: { cpu: '1' } }, { requests: { cpu: '1001m' } })).toHaveLength(1);
  expect(paths({ env: [{ name: 'A', value: '1000m' }] }, { env: [{ name: 'A', value: '1' }] })).toHaveLength(1);
});

it('is a removed list entry, or an additional one in a list that somebody else owns', () => {
  expect(paths({ env: [{ name: 'A' }, { name: 'B', value: '1' }] }, { env: [{ name: 'A' }] })).toEqual([
    ['spec.env.B', undefined],
  ]);
  const owners = { someone: { 'f:spec': { 'f:rules': {} } } };
  expect(paths({ rules: [{ host: 'a' }] }, { rules: [{ host: 'a' }, { host: 'b' }] }, owners)).toEqual([
    ['spec.rules', 'someone'],
  ]);
});
