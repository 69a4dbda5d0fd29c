import { type Application, type EnvironmentProps, environment, ServiceFlow, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define, thrownIssues } from '../helpers/define';

const image = { image: 'a:1', user: 1 };

function shop(route: (app: Application) => object, props: EnvironmentProps = {}) {
  const Shop = define((app) => {
    new ServiceFlow(app, 'api', { ...image, ports: { http: { port: 80 }, admin: { port: 81 } } });
    new WorkerFlow(app, 'wrk', image);
    new ServiceFlow(app, 'web', { ...image, ports: { web: { port: 8080 }, more: { port: 8081 } }, ...route(app) });
  });
  return synthesize(Shop, environment('prod', props), { id: 'shop' });
}

const paths = (app: Application) => [
  '/',
  { path: '/more', port: 'more' },
  { path: '/api', pathType: 'Exact' as const, to: app.flow('api') },
  { path: '/admin', to: { host: app.flow('api').host, port: app.flow('api').namedPort('admin') } },
];

const backend = (name: string, number: number) => ({ service: { name, port: { number } } });
const written = [
  { path: '/', pathType: 'Prefix', backend: backend('shop-web', 8080) },
  { path: '/more', pathType: 'Prefix', backend: backend('shop-web', 8081) },
  { path: '/api', pathType: 'Exact', backend: backend('shop-api', 80) },
  { path: '/admin', pathType: 'Prefix', backend: backend('shop-api', 81) },
];

it('the paths of a route can lead to several flows and ports', () => {
  const { objects } = shop((app) => ({ route: { paths: paths(app) }, routes: { other: { paths: paths(app) } } }));
  for (const name of ['web-ingress', 'web-ingress.other']) {
    expect(objects[name]).toHaveProperty('spec.rules.0.http.paths', written);
  }
});

const leadingTo = (flow: string) => (app: Application) => ({
  route: { paths: [{ path: '/x', to: app.flow(flow) }] },
});

it.each([
  ['does not exist', 'aip', {}, /there is no flow `aip`/],
  ['has no port', 'wrk', {}, /`wrk` is a worker, which listens on no port/],
  ['is disabled', 'api', { enabled: false }, /`api` does not exist in `prod`/],
  ['is external', 'api', { external: { host: 'api.example.org' } }, /`api`, which is external in `prod`/],
])('a path to a flow that %s is an error', (_, flow, overlay, message) => {
  const props = { apps: { shop: { flows: { api: overlay } } } };
  const issues = thrownIssues(() => shop(leadingTo(flow), props));
  expect(issues.map((issue) => issue.message).join('\n')).toMatch(message);
  expect(new Set(issues.map(({ code, path }) => `${code} ${path}`))).toEqual(
    new Set(['reference-unresolved shop.web']),
  );
});
