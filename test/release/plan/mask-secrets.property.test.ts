import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import { maskSecrets } from '../../../src/release/plan/mask-secrets';
import { objectCopies } from '../../../src/targets/kubernetes/object-copies';

const canary = 'canary-3f81';
const content = fc.oneof(
  fc.constantFrom(null, 7, `${canary}-a`, `${canary}-b`, [canary], { inner: canary }),
  fc.dictionary(fc.constantFrom('user', 'key', '__proto__'), fc.constantFrom(`${canary}-a`, `${canary}-b`, '')),
);
const copies = fc.dictionary(fc.constantFrom(...objectCopies), fc.constantFrom(`${canary}-a`, `${canary}-b`));
const metadata = fc.record({ name: fc.constant('keys'), annotations: copies });
const secret = fc.record(
  { apiVersion: fc.constant('v1'), kind: fc.constant('Secret'), metadata, data: content, stringData: content },
  { requiredKeys: ['kind', 'metadata'] },
);
const item = fc.record({ metadata, data: content }, { requiredKeys: ['metadata'] });
const object = fc
  .oneof(
    secret,
    fc.record({ kind: fc.constant('SecretList'), metadata, items: fc.array(item, { maxLength: 2 }) }),
    fc.record({ kind: fc.constant('List'), metadata, items: fc.array(secret, { maxLength: 2 }) }),
    fc.record({ kind: fc.constant('SecretTemplate'), metadata, spec: fc.record({ template: secret }) }),
    fc.record({
      kind: fc.constant('ConfigMap'),
      metadata,
      data: fc.constantFrom({ level: 'debug' }, { level: 'info' }),
    }),
  )
  .map((value): KubernetesObject => JSON.parse(JSON.stringify(value))); // as a parser makes them

/** The same object with other content under the same keys. */
function withOtherValues(value: KubernetesObject): KubernetesObject {
  return JSON.parse(JSON.stringify(value).replaceAll(`${canary}-a`, `${canary}-b`));
}

test('no content of a Secret is left in either version of an object', () => {
  fc.assert(
    fc.property(fc.option(object, { nil: undefined }), object, (before, after) => {
      expect(JSON.stringify(maskSecrets(before, after))).not.toContain(canary);
      expect(JSON.stringify(maskSecrets(after, before))).not.toContain(canary);
    }),
  );
});

test('the masked versions differ exactly in the fields in which the versions differ', () => {
  fc.assert(
    fc.property(object, fc.oneof(object, fc.constant('other values')), (before, drawn) => {
      const after = drawn === 'other values' ? withOtherValues(before) : (drawn as KubernetesObject);
      const [one, other] = maskSecrets(before, after);
      expect(isDeepStrictEqual(one, other)).toBe(isDeepStrictEqual(before, after));
    }),
  );
});

test('the content of a ConfigMap is shown', () => {
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'levels' }, data: { level: 'debug' } };
  expect(maskSecrets(map, map)).toEqual([map, map]);
});
