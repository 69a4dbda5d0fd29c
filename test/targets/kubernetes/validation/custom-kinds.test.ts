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

  it('is defined by an object that is itself right', () => {
    expect(said(typed)).toEqual([]);
  });

  it('has the fields of its definition, and the metadata of every object', () => {
    expect(said(thing({ size: 1, mode: 'a' }), typed)).toEqual([]);
    const wrong = thing({ size: '1', mode: 'c', siez: 1 }, { metadata: { name: 'a', lables: {} } });
    expect(said(wrong, typed)).toEqual([
      'unknown-field metadata.lables: `lables` is not a field here',
      'invalid-field spec.size: found `1`; expected a whole number',
      'invalid-field spec.mode: found `c`; expected one of `a`, `b`',
      'unknown-field spec.siez: `siez` is not a field here',
    ]);
  });

  it('may leave fields of its metadata out by null, as other objects do', () => {
    expect(said(thing({}, { metadata: { name: 'a', creationTimestamp: null } }), typed)).toEqual([]);
  });

  it('has the versions that are served', () => {
    expect(said(thing({}, { apiVersion: 'example.org/v1beta1' }), typed)).toEqual([]);
    for (const version of ['v1alpha1', 'v2']) {
      expect(said(thing({}, { apiVersion: `example.org/${version}` }), typed)).toEqual([
        `api-not-served apiVersion: the definition of Thing does not serve example.org/${version}`,
      ]);
    }
  });

  it('of another group stays unknown', () => {
    expect(said(thing({}, { apiVersion: 'example.com/v1' }), typed)).toEqual([
      expect.stringMatching(/^kind-unknown :/),
    ]);
  });

  it('asks for its fields', () => {
    expect(said(thing({}), definition({ a: { type: 'string' } }, { required: ['a'] }))).toEqual([
      'missing-field spec.a: `a` is missing',
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

describe('a definition', () => {
  it.each<[string, Schema, unknown, boolean]>([
    ['keeps what it does not know', { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, { b: 1 }, true],
    ['checks what it knows beside it', preserving({ b: { type: 'string' } }), { b: 1, c: 1 }, false],
    ['has no fields unless it names them', { type: 'object' }, { b: 1 }, false],
    ['takes a number where either will do', { 'x-kubernetes-int-or-string': true }, 80, true],
    ['takes text where either will do', { 'x-kubernetes-int-or-string': true }, '80%', true],
    ['takes nothing else there', { 'x-kubernetes-int-or-string': true }, 1.5, false],
    ['may allow null', { type: 'string', nullable: true }, null, true],
    ['may refuse null', { type: 'string' }, null, false],
    ['replaces null by its default', { type: 'string', default: 'x' }, null, true],
    ['fills in a default before it looks', filled, {}, true],
    ['fills in none that an object overrules', filled, { a: 'y' }, false],
    ['embeds whole objects', embedded, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: {} }, true],
    ['looks at the metadata of one', embedded, { apiVersion: 'v1', kind: 'Pod', metadata: { nam: 'a' } }, false],
    ['asks for the kind of one', embedded, { metadata: {} }, false],
    ['counts letters, not halves of them', { type: 'string', maxLength: 1 }, '😀', true],
    ['limits texts', { type: 'string', pattern: '^a+$' }, 'b', false],
    ['passes over an expression that is Go’s alone', { type: 'string', pattern: '(?i)^a$' }, 'A', true],
    ['limits numbers', { type: 'number', maximum: 2, exclusiveMaximum: true }, 2, false],
    ['limits lists', { type: 'array', maxItems: 1, items: { type: 'string' } }, ['a', 'b'], false],
    [
      'limits maps',
      { type: 'object', maxProperties: 1, additionalProperties: { type: 'string' } },
      { a: '', b: '' },
      false,
    ],
    ['knows alternatives', either, { a: '1' }, true],
    ['refuses two of them', either, { a: '1', b: '1' }, false],
    ['knows fields that no alternative repeats', anyWithA, { a: '1', b: '1' }, true],
    ['refuses what one of many rules out', { type: 'integer', allOf: [{ minimum: 1 }, { maximum: 2 }] }, 3, false],
    ['takes what all of many allow', { type: 'integer', allOf: [{ minimum: 1 }, { maximum: 2 }] }, 2, true],
    ['refuses none of them', either, {}, false],
    ['knows what must not be', { type: 'string', not: { enum: ['x'] } }, 'x', false],
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
  ])('are right themselves: %s', (file) => {
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
      'unknown-field spec.source.pat: `pat` is not a field here',
    ]);
  });
});
