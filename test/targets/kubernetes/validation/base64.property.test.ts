import fc from 'fast-check';
import { formatPath } from '../../../../src/diagnostics';
import { validateObject } from '../../../../src/targets/kubernetes/validation';

const secret = (data: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data });
const said = (object: object) => validateObject(object).map(({ code, path }) => `${code} ${formatPath(path)}`);

test('valid base64 is accepted, in lines of any length', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.integer({ min: 1, max: 80 }), (bytes, width) => {
      const text = Buffer.from(bytes).toString('base64');
      const wrapped = text.replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
      expect(said(secret({ text, wrapped }))).toEqual([]);
    }),
  );
});

test.each([
  ['plain text', 'hunter2!'],
  ['a length that no bytes have', 'abcde'],
  ['no padding', 'YQ'],
  ['too much padding', 'YWJj===='],
  ['padding in the middle', 'YQ==YQ=='],
  ['the alphabet of URLs', '-_-_'],
  ['a blank', 'YWJj YWJj'],
])('%s is refused as base64, and the message does not contain it', (_, value) => {
  const findings = validateObject(secret({ good: 'YQ==', bad: value }));
  expect(findings.map(({ code, path }) => `${code} ${formatPath(path)}`)).toEqual(['invalid-field data.bad']);
  expect(JSON.stringify(findings)).not.toContain(value);
});

test('every field whose values must be base64 is checked', () => {
  const bad = { bad: 'no!' };
  const { apiVersion, kind, ...item } = secret(bad);
  expect(said({ apiVersion, kind: 'List', items: [secret(bad)] })).toEqual(['invalid-field items[0].data.bad']);
  expect(said({ apiVersion, kind: 'SecretList', items: [item] })).toEqual(['invalid-field items[0].data.bad']);
  expect(said({ apiVersion, kind: 'ConfigMap', metadata: item.metadata, binaryData: bad })).toEqual([
    'invalid-field binaryData.bad',
  ]);
});

test('a field with plain text is not checked', () => {
  expect(said({ ...secret({}), stringData: { a: 'no!' } })).toEqual([]);
  expect(said({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'no!' } })).toEqual([]);
});

test('a value of a wrong type in a list of Secrets is not shown', () => {
  const list = { apiVersion: 'v1', kind: 'SecretList', items: [{ metadata: { name: 'a' }, data: { pin: 70123456 } }] };
  expect(JSON.stringify(validateObject(list))).not.toContain('70123456');
});
