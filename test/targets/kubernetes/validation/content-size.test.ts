import { validateObject } from '../../../../src/targets/kubernetes/validation';

const limit = 1024 * 1024;

const found = (kind: string, content: object) =>
  validateObject({ apiVersion: 'v1', kind, metadata: { name: 'a' }, ...content }).map(({ message }) => message);

const encoded = (bytes: number) => Buffer.alloc(bytes).toString('base64');

test.each<[string, object]>([
  ['ConfigMap', { data: { a: 'a'.repeat(limit) } }],
  ['ConfigMap', { data: { a: 'a' }, binaryData: { b: encoded(limit - 1) } }],
  ['Secret', { data: { b: encoded(limit) } }],
])('a %s of 1 MiB is accepted, and one byte more is not', (kind, content) => {
  expect(found(kind, content)).toEqual([]);
  const plain = kind === 'Secret' ? 'stringData' : 'data';
  const before = (content as Record<string, object>)[plain] ?? {};
  expect(found(kind, { ...content, [plain]: { ...before, more: 'x' } })).toEqual([
    `the values have ${limit + 1} bytes, and a ${kind} holds at most ${limit}`,
  ]);
});

test('bytes count, and not characters', () => {
  expect(found('ConfigMap', { data: { a: 'ü'.repeat(limit / 2 + 1) } })).toHaveLength(1);
});
