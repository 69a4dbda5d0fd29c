import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include } from 'cdk8s';
import { parseDocument } from 'yaml';
import { render } from '../../../src/assembly/render';
import { stringifyObject } from '../../../src/targets/yaml/stringify';
import { caseFolder } from '../../helpers/cases';
import { folderWith } from '../../helpers/files';
import { filesBelow } from '../../project/repository';
import { readers } from '../yaml/readers';

type Fields = Record<string, unknown>;

const folder = caseFolder('k8s-api-roundtrip/testdata/HEAD');
const withFolder = folder === undefined ? describe.skip : describe;

const chart = () => new Chart(new App(), 'chart');
const readBack = (object: ApiObject) => {
  const text = stringifyObject(render(object));
  return readers.map(({ read }) => read(text)[0]);
};

withFolder('every kind with every field', () => {
  // A WatchEvent is a message and not an object: it has no kind.
  const texts = (folder === undefined ? [] : filesBelow(folder))
    .filter((file) => file !== 'core.v1.WatchEvent.yaml')
    .map((file) => readFileSync(join(folder as string, file), 'utf8'));
  const objects = texts.map((text): Fields => parseDocument(text, { version: '1.1' }).toJS());

  it('is in the test data', () => {
    expect(texts.length).toBeGreaterThan(150);
  });

  it('is read back unchanged', () => {
    const kinds = objects.map(({ kind }) => kind);
    // Objects of one kind have the same name, and a chart can contain a name only once.
    const layers = objects.map(({ kind }, index) => kinds.slice(0, index).filter((other) => other === kind).length);
    for (const layer of new Set(layers)) {
      const inLayer = <T>(all: readonly T[]) => all.filter((_, index) => layers[index] === layer);
      const url = join(folderWith({ 'all.yaml': inLayer(texts).join('---\n') }), 'all.yaml');
      const { apiObjects } = new Include(chart(), 'all', { url });
      const expected = inLayer(objects).map((object, index) => named(object, apiObjects[index]?.name));
      const found = apiObjects.map(readBack);
      readers.forEach(({ name }, reader) => {
        expect([name, ...found.map((values) => values[reader])]).toEqual([name, ...expected]);
      });
    }
  });
});

/** Adds a name to an object that has none. */
function named(object: Fields, name: unknown): Fields {
  return { ...object, metadata: { name, ...(object.metadata as Fields | undefined) } };
}

describe('a value that is easily lost', () => {
  const texts = ['2012-10-17', '2001-12-14T21:59:43Z', '22:30', '0755', '0o7', '1_000', '1e3', '0x1F', '.inf', 'yes'];

  it.each<[string, unknown]>([
    ['a null, of a map', { values: { resources: null, deep: [{ a: null }] } }],
    ['a null, of a list', [null, { a: [null] }]],
    ['an empty map or list', { a: {}, b: [], c: [{}, []] }],
    ['an integer', [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 0, 0o644]],
    ['a fraction', [0.1, 1e-7, 1.7976931348623157e308]],
    ['a truth', [true, false]],
    [
      'a text that looks like something else',
      [...texts, '', '~', 'null', 'true', 'n', '=', '<<', '- a', 'a: b', '# a'],
    ],
    ['a key that looks like something else', Object.fromEntries([...texts, '', '1'].map((text) => [text, 1]))],
    ['the lines of a text', ['a\n', 'a\n\n', '\na', ' a\n b', 'a \n\tb', 'a\r\nb', '\u0085\u2028']],
    ['bytes', ['aGk=', 'AAECAwQFBgcICQ==', '\u0000\u0007\u001b', '😀']],
  ])('is kept: %s', (_, value) => {
    const object = { apiVersion: 'a/v1', kind: 'A', metadata: { name: 'a' }, spec: { value } };
    const found = readBack(new ApiObject(chart(), 'a', object));
    expect(found).toEqual(readers.map(() => object));
  });

  it('is left out of the metadata if it is empty', () => {
    const metadata = { name: 'a', creationTimestamp: null, labels: {}, annotations: null, finalizers: [] };
    const [found] = readBack(new ApiObject(chart(), 'a', { apiVersion: 'v1', kind: 'Pod', metadata } as never));
    expect(found).toEqual({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } });
  });
});
