import { applicationsIn } from '../../src/adoption/applications';
import type { Fields } from '../../src/equivalence';
import { adopted, codeOf } from './adopted';
import { deployment, service } from './objects';

const within = (namespace: string, object: Fields): Fields => ({
  ...object,
  metadata: { ...(object.metadata as object), namespace },
});
const role = (name: string): Fields => ({
  ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name } },
  rules: [],
});

const config = (name: string): Fields => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { A: name },
});

it.each<[string, readonly Fields[]]>([
  ['with the same name in two namespaces', [within('a', role('reader')), within('b', role('reader'))]],
  ['whose names become one id', [role('x-y'), role('x.y')]],
  ['whose number makes the name of another one', [role('x-y-2'), role('x-y'), role('x.y')]],
  ['whose names become one id of a ConfigMap', [config('x-y'), config('x.y')]],
  ['of ConfigMaps of two namespaces', [within('a', config('x')), within('b', config('x'))]],
])('adopt gives objects %s ids of their own', async (_, objects) => {
  const { differences } = await adopted({ prod: objects });
  expect(differences).toEqual([]);
});

it('adopt reads a route to the flow of another Service beside a Service without ports', async () => {
  const paths = ['web', 'api'].map((name) => ({
    path: `/${name}`,
    pathType: 'Prefix',
    backend: { service: { name, port: { number: 80 } } },
  }));
  const ingress = {
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web' } },
    spec: { rules: [{ host: 'a.example.com', http: { paths } }] },
  };
  const { ports: _, ...bare } = service('db', 80).spec as Fields;
  const db = { ...service('db', 80), spec: { ...bare, clusterIP: 'None' } };
  const objects = [
    deployment('db'),
    db,
    ...['api', 'web'].flatMap((name) => [deployment(name), service(name, 80)]),
    ingress,
  ];
  const result = await adopted({ prod: objects });
  expect(result.differences).toEqual([]);
  expect(codeOf(result)).toContain("to: this.flow('api')");
});

it('an object belongs to the application that its surest mark names', () => {
  const partOf = (name: string, object: Fields): Fields => ({
    ...object,
    metadata: { ...(object.metadata as object), labels: { 'app.kubernetes.io/part-of': name } },
  });
  const settings = within('shop', partOf('mail', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }));
  const prod = [
    ...['a', 'b'].map((name) => within('shop', partOf('shop', deployment(name)))),
    within('shop', partOf('mail', deployment('m'))),
    settings,
  ];
  const found = applicationsIn(new Map([['prod', prod]]));
  expect(found.filter(({ objects }) => objects.has(settings)).map(({ name }) => name)).toEqual(['mail']);
});
