import { secretWithData } from '../../../src/release/plan/secret-data';

const secret = (fields: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...fields });

it('applies stringData of a Secret as data, and stringData overrides data as on a server', () => {
  const both = secret({ data: { a: 'b2xk', b: 'Yg==' }, stringData: { a: 'grün' } });
  expect(secretWithData(both)).toEqual(secret({ data: { a: Buffer.from('grün').toString('base64'), b: 'Yg==' } }));
});

it.each([
  ['a Secret without stringData', secret({ data: { a: 'YQ==' } })],
  ['invalid stringData, which the server rejects', secret({ stringData: { a: 1 } })],
  ['another kind', { ...secret({ stringData: { a: 'x' } }), kind: 'ConfigMap' }],
  ['a Secret of another group', { ...secret({ stringData: { a: 'x' } }), apiVersion: 'example.org/v1' }],
])('leaves %s as it is', (_, object) => {
  expect(secretWithData(object)).toBe(object);
});
