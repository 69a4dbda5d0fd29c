import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import fc from 'fast-check';
import { render } from '../../src/assembly/render';

const chart = () => new Chart(new App(), 'chart', { namespace: 'here' });
const release = (spec: unknown, metadata: object = { name: 'a' }) =>
  new ApiObject(chart(), 'a', { apiVersion: 'a/v1', kind: 'A', metadata, spec } as never);

describe('a rendered object', () => {
  it('keeps nulls, before it is patched', () => {
    const object = release({ values: { a: null, b: { c: null } }, none: undefined });
    object.addJsonPatch(JsonPatch.remove('/spec/values/a'), JsonPatch.add('/spec/values/b/d', null));
    expect(render(object).spec).toEqual({ values: { b: { c: null, d: null } } });
    expect(render(object)).toEqual(render(object));
  });

  it('has the labels and annotations that were added to its metadata', () => {
    const owner = { apiVersion: 'v1', kind: 'A', name: 'a', uid: 'a' };
    const object = release({}, { name: 'a', namespace: null, finalizers: ['a'], fields: [{ empty: {}, none: [] }] });
    object.metadata.addFinalizers('b');
    object.metadata.addOwnerReference(owner);
    object.metadata.addLabel('a', 'b');
    expect(render(object).metadata).toEqual({
      name: 'a',
      namespace: 'here',
      finalizers: ['a', 'b'],
      ownerReferences: [owner],
      labels: { a: 'b' },
      fields: [{ empty: {}, none: [] }],
    });
  });

  it('has the properties that a typed construct writes', () => {
    class Typed extends ApiObject {
      override toJson() {
        const { spec, ...rest } = super.toJson();
        return { ...rest, spec: { known: spec.known } };
      }
    }
    const props = { apiVersion: 'a/v1', kind: 'A', spec: { known: [1, null], unknown: null } };
    expect(render(new Typed(chart(), 'a', props)).spec).toEqual({ known: [1, null] });
  });
});

describe('an object that lacks a required part after its patches', () => {
  it.each([
    ['', null, 'fields'],
    ['', 'text', 'fields'],
    ['', [], 'fields'],
    ['/kind', undefined, 'kind'],
    ['/kind', '', 'kind'],
    ['/kind', {}, 'kind'],
    ['/apiVersion', 1, 'apiVersion'],
    ['/metadata', null, 'metadata'],
    ['/metadata', 'text', 'metadata'],
    ['/metadata/name', undefined, 'metadata.name'],
    ['/metadata/name', ['a'], 'metadata.name'],
    ['/metadata/namespace', {}, 'metadata.namespace'],
  ])('is refused: `%s` is %j', (path, value, named) => {
    const object = release({});
    object.addJsonPatch(value === undefined ? JsonPatch.remove(path) : JsonPatch.replace(path, value));
    const plain = named === 'fields' ? 'is not a map' : `in \`${named}\``;
    expect(() => render(object)).toThrow(plain);
  });
});

describe('the values of a rendered object', () => {
  it('are those of tokens, whose nulls mean nothing', () => {
    const token = Lazy.any({ produce: () => ({ a: null, b: [Lazy.any({ produce: () => 1 })] }) });
    const own = { resolve: () => 'known' };
    const { spec } = render(
      release({
        token,
        own,
        union: new (class Port {
          value = 80;
        })(),
      }),
    );
    expect(spec).toEqual({ token: { b: [1] }, own: 'known', union: { value: 80 } });
  });

  it('can have keys that a prototype has too', () => {
    const data = JSON.parse('{"__proto__": "a", "constructor": "b", "resolve": "c"}');
    expect(JSON.stringify(render(release(data)).spec)).toBe('{"__proto__":"a","constructor":"b","resolve":"c"}');
  });

  it('cannot be instances that are not data', () => {
    expect(() => render(release({ at: [new Date(0)] }))).toThrow('an instance of `Date` is not data');
  });

  it('equal those of cdk8s, if none is null', () => {
    const text = fc.string({ maxLength: 5 });
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        text,
        fc.integer(),
        fc.boolean(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(
          text.filter((key) => !['__proto__', 'resolve', 'constructor', 'value'].includes(key)),
          tie('value'),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(value, (spec) => {
        const object = release(spec, { name: 'a', labels: { a: 'b' } });
        expect(JSON.stringify(render(object))).toBe(JSON.stringify(object.toJson()));
      }),
    );
  });

  it('have the metadata of cdk8s, whatever is added to it later', () => {
    const key = fc.constantFrom('a', 'b', 'c', '1');
    const texts = fc.dictionary(key, fc.option(fc.string({ maxLength: 3 }), { nil: undefined }), {
      noNullPrototype: true,
    });
    const lists = fc.option(fc.array(fc.string({ maxLength: 3 }), { maxLength: 2 }), { nil: undefined });
    const fields = fc.record(
      {
        ...{ namespace: fc.string({ minLength: 1 }), labels: texts, annotations: texts, finalizers: lists },
        ...{
          generateName: fc.string(),
          generation: fc.integer(),
          fields: fc.dictionary(key, texts, { noNullPrototype: true }),
        },
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    const later = fc.array(fc.tuple(fc.constantFrom('addLabel', 'addAnnotation', 'addFinalizers', 'add'), key));
    fc.assert(
      fc.property(fields, later, (metadata, additions) => {
        const object = release({}, { name: 'a', ...metadata });
        for (const [add, name] of additions) object.metadata[add](name, 'added');
        const { fields: _, ...written } = render(object).metadata;
        const { fields: __, ...expected } = object.toJson().metadata as Record<string, unknown>;
        expect(JSON.stringify(written)).toBe(JSON.stringify(expected));
      }),
    );
  });
});
