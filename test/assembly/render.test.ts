import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
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
