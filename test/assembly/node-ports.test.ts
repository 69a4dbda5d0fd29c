import { type EnvironmentProps, environment, ServiceFlow } from 'towpath';
import { assembleWorkspace } from '../../src/assembly/assemble-workspace';
import { define } from '../helpers/define';

const Shop = define((app) => {
  const flow = { image: 'a:1', user: 1, expose: 'nodePort' as const };
  new ServiceFlow(app, 'web', { ...flow, port: 80 });
  new ServiceFlow(app, 'api', { ...flow, ports: { http: { port: 80 }, quic: { port: 80, protocol: 'UDP' } } });
});

interface Asked {
  readonly web?: number;
  readonly http?: number;
  readonly quic?: number;
  readonly context?: string;
}

function messagesOf(ports: Readonly<Record<string, Asked>>, applications: readonly string[] = ['shop']): string[] {
  const environments = Object.entries(ports).map(([name, { web, http, quic, context }]) => {
    const flows = {
      web: { ...(web && { nodePort: web }) },
      api: { ports: { http: { ...(http && { nodePort: http }) }, quic: { ...(quic && { nodePort: quic }) } } },
    };
    const props: EnvironmentProps = {
      namespace: name,
      ...(context && { cluster: { context } }),
      apps: Object.fromEntries(applications.map((id) => [id, { flows }])),
    };
    return environment(name, props);
  });
  const { issues } = assembleWorkspace({
    root: __dirname,
    name: 'shop',
    options: { defaults: '2026-12', layout: 'object' },
    locateOption: () => ({ file: 'towpath.yaml' }),
    applications: applications.map((id) => ({ id, construct: Shop })),
    environments,
    issues: [],
  });
  return issues.map(({ code, path, message }) => `${code} ${path}: ${message}`);
}

test('two Services of one environment cannot have one port of the nodes', () => {
  expect(messagesOf({ dev: { web: 30001, http: 30001 } })).toEqual([
    'node-port-taken shop/web/service: in `dev`, the Services `shop-api` and `shop-web` ask for the same port 30001 of the nodes',
  ]);
  expect(messagesOf({ dev: { web: 30001 } }, ['mail', 'shop'])).toEqual([
    'node-port-taken shop/web/service: in `dev`, the Services `mail-web` and `shop-web` ask for the same port 30001 of the nodes',
  ]);
});

test('environments that name one cluster cannot share a port of its nodes', () => {
  expect(messagesOf({ dev: { web: 30001, context: 'one' }, prod: { web: 30001, context: 'one' } })).toEqual([
    'node-port-taken shop/web/service: the Services `shop-web` of `dev` and `shop-web` of `prod` ask for the same port 30001 of the nodes',
  ]);
  expect(messagesOf({ dev: { web: 30001, context: 'one' }, prod: { web: 30001, context: 'other' } })).toEqual([]);
  expect(messagesOf({ dev: { web: 30001 }, prod: { web: 30001 } })).toEqual([]);
});

test('one port of a Service can have a port of the nodes for TCP and UDP', () => {
  expect(messagesOf({ dev: { web: 30001, http: 30002, quic: 30002 }, prod: { web: 30003 } })).toEqual([]);
});
