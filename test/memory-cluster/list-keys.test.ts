import { readFileSync } from 'node:fs';
import { atomicMaps, listKeys } from '../../src/equivalence/list-keys';
import { definitionsFile, kubernetesVersions } from '../helpers/kubernetes-schema';

interface Definition {
  readonly properties?: Readonly<Record<string, Definition>>;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
}

const withSchemas = kubernetesVersions.length > 0 ? describe.each(kubernetesVersions) : describe.skip.each(['none']);

withSchemas('what tests know of lists and maps, in Kubernetes %s', (version) => {
  let definitions: Readonly<Record<string, Definition>> = {};
  beforeAll(() => {
    definitions = JSON.parse(readFileSync(definitionsFile(version), 'utf8')).definitions;
  });
  const named = (name: string): Definition => definitions[`io.k8s.${name}`] ?? {};

  test.each(Object.entries(listKeys))('the keys of the lists in %s', (name, lists) => {
    const { properties = {} } = named(name);
    const found = Object.entries(properties).flatMap(([field, { 'x-kubernetes-list-map-keys': keys }]) =>
      keys ? [[field, keys]] : [],
    );
    expect(Object.fromEntries(found)).toEqual(lists);
  });

  test.each(atomicMaps)('%s is replaced as a whole', (name) => {
    const [definition = '', field] = name.split(' ');
    const found = field === undefined ? named(definition) : named(definition).properties?.[field];
    expect(found?.['x-kubernetes-map-type']).toBe('atomic');
  });
});
