import { validateObject } from '../../../../src/targets/kubernetes/validation';
import { inheritedNames, otherName, withOtherName } from '../../../helpers/inherited-names';
import { deployment } from './deployment';

const crd = (items: object) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'shops.example.org' },
  spec: {
    group: 'example.org',
    names: { kind: 'Shop', plural: 'shops' },
    scope: 'Namespaced',
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: items } }],
  },
});

/** Objects in which a user has written a name in each place where a table of ours is asked for it. */
const objects = (name: string): object[] => [
  { apiVersion: name, kind: 'Deployment', metadata: { name: 'a' } },
  { apiVersion: 'apps/v1', kind: name, metadata: { name: 'a' } },
  { apiVersion: name, kind: name, metadata: { name } },
  deployment({ container: { resources: { requests: { [name]: '1', 'hugepages-2Mi': '1' } } }, spec: { [name]: 1 } }),
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'a' },
    spec: {
      limits: [{ type: name, default: {}, defaultRequest: { [name]: '1' }, maxLimitRequestRatio: { [name]: '2' } }],
    },
  },
  { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'a' }, spec: { hard: { [name]: '1' }, scopes: [name] } },
  crd({ type: name }),
  crd({
    type: 'object',
    properties: {
      a: {
        type: 'array',
        items: { type: 'object', properties: {} },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': [name],
      },
    },
  }),
];

const violations = (name: string) =>
  objects(name).map((object) => validateObject(object).map(({ code, path, message }) => ({ code, path, message })));

test.each(inheritedNames)('`%s` in an object has no other meaning than a word that nobody knows', (name) => {
  expect(withOtherName(name, violations(name))).toEqual(violations(otherName(name)));
});
