import { join } from 'node:path';
import { formatPath } from '../../../../src/diagnostics';
import { customKinds, validateObject } from '../../../../src/targets/kubernetes/validation';
import type { Schema } from '../../../../src/targets/kubernetes/validation/schema';
import { caseFolder } from '../../../helpers/cases';
import { documents, type Fields } from './oracle';

function definition(properties: Record<string, Schema>, more: object = {}): Fields {
  const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object', properties, ...more } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.org' },
    spec: {
      group: 'example.org',
      names: { kind: 'Thing', plural: 'things' },
      scope: 'Namespaced',
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } },
        { name: 'v1beta1', served: true, storage: false, schema: { openAPIV3Schema } },
        { name: 'v1alpha1', served: false, storage: false, schema: { openAPIV3Schema } },
      ],
    },
  };
}

const thing = (spec: unknown, more: object = {}) => ({
  apiVersion: 'example.org/v1',
  kind: 'Thing',
  metadata: { name: 'a' },
  spec,
  ...more,
});

function said(object: unknown, ...definitions: readonly unknown[]): string[] {
  return validateObject(object, { crds: customKinds(definitions) }).map(
    ({ code, path, message }) => `${code} ${formatPath(path)}: ${message}`,
  );
}

describe('a custom kind', () => {
  const typed = definition({ size: { type: 'integer', minimum: 1 }, mode: { type: 'string', enum: ['a', 'b'] } });

  it('has a valid CustomResourceDefinition', () => {
    expect(said(typed)).toEqual([]);
  });

  it('has the fields of its definition, and the metadata of every object', () => {
    expect(said(thing({ size: 1, mode: 'a' }), typed)).toEqual([]);
    const wrong = thing({ size: '1', mode: 'c', siez: 1 }, { metadata: { name: 'a', lables: {} } });
    expect(said(wrong, typed)).toEqual([
      'unknown-field metadata.lables: unknown field `lables`',
      'invalid-field spec.size: found `1`; expected a whole number',
      'invalid-field spec.mode: found `c`; expected one of `a`, `b`',
      'unknown-field spec.siez: unknown field `siez`',
    ]);
  });

  it('reports each wrong value of its metadata once', () => {
    const metadata = { name: 'A b', labels: { 'a b': 'c' }, creationTimestamp: 'a' };
    const found = said(thing({}, { metadata }), definition({}));
    expect(found.map((text) => text.replace(/:.*/, '')).sort()).toEqual([
      'invalid-field metadata.creationTimestamp',
      'invalid-field metadata.labels["a b"]',
      'invalid-field metadata.name',
    ]);
  });

  it('is checked without the types that do not exist, which its definition reports', () => {
    const wrong = definition({ size: { type: 'text' as 'string' } });
    expect(said(thing({ size: 1 }), wrong)).toEqual([]);
    expect(said(wrong).map((text) => text.replace(/.*found/, 'found'))).toHaveLength(3);
  });

  it('has multiples of a number', () => {
    const some = definition({ size: { type: 'integer', multipleOf: 3 } });
    expect(said(thing({ size: 6 }), some)).toEqual([]);
    expect(said(thing({ size: 7 }), some)).toEqual(['invalid-field spec.size: found `7`; expected a multiple of 3']);
  });

  it('has a definition whose defaults fit', () => {
    expect(said(definition({ size: { type: 'integer', maximum: 3, default: 4 } }))[0]).toMatch(
      /spec\.properties\.size\.default: found `4`; expected at most 3$/,
    );
  });

  it('may have null for fields of its metadata, as other objects may', () => {
    expect(said(thing({}, { metadata: { name: 'a', creationTimestamp: null } }), typed)).toEqual([]);
  });

  it('has only the versions that its definition serves', () => {
    expect(said(thing({}, { apiVersion: 'example.org/v1beta1' }), typed)).toEqual([]);
    for (const version of ['v1alpha1', 'v2']) {
      expect(said(thing({}, { apiVersion: `example.org/${version}` }), typed)).toEqual([
        `api-not-served apiVersion: the CustomResourceDefinition of kind \`Thing\` does not serve \`example.org/${version}\``,
      ]);
    }
  });

  it('is unknown if its group is another one than that of the definition', () => {
    expect(said(thing({}, { apiVersion: 'example.com/v1' }), typed)).toEqual([
      expect.stringMatching(/^kind-unknown :/),
    ]);
  });

  it('reports a missing required field', () => {
    expect(said(thing({}), definition({ a: { type: 'string' } }, { required: ['a'] }))).toEqual([
      'missing-field spec.a: the required field `a` is missing',
    ]);
  });
});

const embedded: Schema = {
  type: 'object',
  'x-kubernetes-embedded-resource': true,
  'x-kubernetes-preserve-unknown-fields': true,
};
const anyWithA: Schema = {
  type: 'object',
  properties: { a: { type: 'string' }, b: { type: 'string' } },
  anyOf: [{ type: 'object', properties: { a: { minLength: 1 } } }],
};
const filled: Schema = {
  type: 'object',
  properties: { a: { type: 'string', default: 'x' } },
  required: ['a'],
  not: { properties: { a: { enum: ['y'] } } },
};
const either: Schema = {
  type: 'object',
  properties: { a: { type: 'string' }, b: { type: 'string' } },
  oneOf: [{ required: ['a'] }, { required: ['b'] }],
};

describe('the schema of a definition', () => {
  it.each<[string, Schema, unknown, boolean]>([
    [
      'accepts unknown fields with x-kubernetes-preserve-unknown-fields',
      { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      { b: 1 },
      true,
    ],
    ['checks known fields beside unknown fields', preserving({ b: { type: 'string' } }), { b: 1, c: 1 }, false],
    ['refuses fields if it lists none', { type: 'object' }, { b: 1 }, false],
    ['accepts a number with x-kubernetes-int-or-string', { 'x-kubernetes-int-or-string': true }, 80, true],
    ['accepts text with x-kubernetes-int-or-string', { 'x-kubernetes-int-or-string': true }, '80%', true],
    ['refuses a fraction with x-kubernetes-int-or-string', { 'x-kubernetes-int-or-string': true }, 1.5, false],
    ['accepts null if it is nullable', { type: 'string', nullable: true }, null, true],
    ['refuses null if it is not nullable', { type: 'string' }, null, false],
    ['replaces null by its default', { type: 'string', default: 'x' }, null, true],
    ['is checked after defaults are set', filled, {}, true],
    ['uses the value of the object instead of a default', filled, { a: 'y' }, false],
    [
      'accepts an embedded object',
      embedded,
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: {} },
      true,
    ],
    [
      'checks the metadata of an embedded object',
      embedded,
      { apiVersion: 'v1', kind: 'Pod', metadata: { nam: 'a' } },
      false,
    ],
    ['requires the kind of an embedded object', embedded, { metadata: {} }, false],
    ['counts characters, not UTF-16 code units', { type: 'string', maxLength: 1 }, '😀', true],
    ['checks the pattern of a text', { type: 'string', pattern: '^a+$' }, 'b', false],
    ['reads a pattern as Go does', { type: 'string', pattern: '(?i)^a$' }, 'A', true],
    ['refuses text by a pattern that only Go can read', { type: 'string', pattern: '(?i)^a$' }, 'B', false],
    ['ignores a pattern that Go cannot read', { type: 'string', pattern: '(?=b)' }, 'a', true],
    // A backtracking reader would need 2^40 steps.
    ['reads text in linear time', { type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(40)}b`, false],
    ['checks the maximum of a number', { type: 'number', maximum: 2, exclusiveMaximum: true }, 2, false],
    ['checks the length of a list', { type: 'array', maxItems: 1, items: { type: 'string' } }, ['a', 'b'], false],
    [
      'checks the number of fields of a map',
      { type: 'object', maxProperties: 1, additionalProperties: { type: 'string' } },
      { a: '', b: '' },
      false,
    ],
    ['accepts a value that matches one schema of oneOf', either, { a: '1' }, true],
    ['refuses a value that matches two schemas of oneOf', either, { a: '1', b: '1' }, false],
    ['accepts fields that the schemas of anyOf do not list', anyWithA, { a: '1', b: '1' }, true],
    [
      'refuses a value that does not match a schema of allOf',
      { type: 'integer', allOf: [{ minimum: 1 }, { maximum: 2 }] },
      3,
      false,
    ],
    [
      'accepts a value that matches all schemas of allOf',
      { type: 'integer', allOf: [{ minimum: 1 }, { maximum: 2 }] },
      2,
      true,
    ],
    ['refuses a value that matches no schema of oneOf', either, {}, false],
    ['refuses a value that matches the schema of not', { type: 'string', not: { enum: ['x'] } }, 'x', false],
  ])('%s', (_, schema, value, isRight) => {
    expect(said(thing({ value }), definition({ value: schema })).length === 0).toBe(isRight);
  });
});

function preserving(properties: Record<string, Schema>): Schema {
  return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties };
}

const folder = caseFolder('crds');
const withCrds = folder ? describe : describe.skip;

withCrds('definitions of real projects', () => {
  const real = (file: string) => documents(join(folder ?? '', file));

  it.each([
    'openshift-routes-crd.yaml',
    'application-crd.yaml',
    'knative-service-crd.yaml',
    'bitnami.com_sealedsecrets.yaml',
  ])('are valid themselves: %s', (file) => {
    for (const object of real(file)) expect(said(object)).toEqual([]);
  });

  it('check a Route of OpenShift', () => {
    const route = (spec: object) => ({
      apiVersion: 'route.openshift.io/v1',
      kind: 'Route',
      metadata: { name: 'a' },
      spec: { to: { kind: 'Service', name: 'a', weight: 100 }, ...spec },
    });
    const definitions = real('openshift-routes-crd.yaml');
    expect(said(route({ port: { targetPort: 8080 }, tls: { termination: 'edge' } }), ...definitions)).toEqual([]);
    const found = said(route({ port: { targetPort: true }, tls: { termination: 'egde' }, hots: 'x' }), ...definitions);
    expect(found.map((text) => text.split(':')[0])).toEqual(
      expect.arrayContaining([
        'invalid-field spec.port.targetPort',
        'invalid-field spec.tls.termination',
        'unknown-field spec.hots',
      ]),
    );
  });

  it('check an Application of Argo CD', () => {
    const source = { repoURL: 'https://example.org/a.git', path: 'a', targetRevision: 'HEAD' };
    const application = (spec: object) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'a' },
      spec: { project: 'default', destination: { namespace: 'a' }, source, ...spec },
    });
    const definitions = real('application-crd.yaml');
    expect(said(application({}), ...definitions)).toEqual([]);
    expect(said(application({ source: { ...source, pat: 'x' } }), ...definitions)).toEqual([
      'unknown-field spec.source.pat: unknown field `pat`',
    ]);
  });
});
