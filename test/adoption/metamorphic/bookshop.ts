import type { Fields } from '../../../src/equivalence';
import { deployment, service } from '../objects';

/** An application in two namespaces whose flows refer to each other in every form that is inferred. */
export const bookshop: Readonly<Record<string, readonly Fields[]>> = {
  tst: objectsIn('books-tst', 'v2'),
  prod: objectsIn('books-prod', 'v1'),
};

function objectsIn(namespace: string, tag: string): Fields[] {
  const variables = {
    DB_HOST: 'db',
    DATABASE_URL: `postgres://shop@db.${namespace}.svc.cluster.local:5432/shop`,
    SCRAPE: 'db:9187,api:80',
    POSTGRES_DB: 'db',
  };
  const env = Object.entries(variables).map(([name, value]) => ({ name, value }));
  const ports = [
    { name: 'sql', port: 5432 },
    { name: 'metrics', port: 9187 },
  ];
  const database = deployment('database', { ports: ports.map(({ name, port }) => ({ name, containerPort: port })) });
  const paths = [
    { path: '/', pathType: 'Prefix', backend: { service: { name: 'api', port: { number: 80 } } } },
    { path: '/web', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 8080 } } } },
  ];
  const objects: Fields[] = [
    { ...database, kind: 'StatefulSet', spec: { ...(database.spec as Fields), serviceName: 'db' } },
    service('db', 5432, { selector: { app: 'database' }, clusterIP: 'None', ports }),
    deployment('api', { env, image: `example/api:${tag}`, ports: [{ containerPort: 80 }] }),
    service('api', 80),
    deployment('web', { env: [{ name: 'API', value: 'http://api/v1' }], ports: [{ containerPort: 8080 }] }),
    service('web', 8080),
    deployment('mail', { env: [{ name: 'WEB_URL', value: 'http://web:8080' }], image: `example/api:${tag}` }),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'api' },
      spec: { rules: [{ host: 'books.example.org', http: { paths } }] },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'links' }, data: { BROKER: 'db', API: 'http://api:80' } },
  ];
  return objects.map((object) => ({ ...object, metadata: { ...(object.metadata as Fields), namespace } }));
}
