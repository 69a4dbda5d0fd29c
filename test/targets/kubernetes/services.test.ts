import { valueAt } from '../../../src/data/merge';
import { applicationWith, writtenObject, writtenPod } from '../../helpers/written-flow';

const service = (code: object, overlay = {}) => writtenObject('service', 'service', code, { overlay })?.spec;
const named = (ports: object) => ({ port: undefined, ports });

it('a port without a name gets no name in the Service, and its target is a number', () => {
  expect(service({})).toMatchObject({ type: 'ClusterIP', ports: [{ port: 8080, targetPort: 8080 }] });
  expect(service({ servicePort: 80 })).toHaveProperty('ports', [{ port: 80, targetPort: 8080 }]);
});

it('a named port has the same name in the container and in the Service', () => {
  const code = named({
    web: { port: 8080, servicePort: 80, appProtocol: 'http' },
    dns: { port: 53, protocol: 'UDP' },
    admin: { port: 9000, servicePortName: 'manage' },
    inner: { port: 9001, servicePort: false },
  });
  expect(service(code)).toHaveProperty('ports', [
    { name: 'web', port: 80, targetPort: 'web', appProtocol: 'http' },
    { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
    { name: 'manage', port: 9000, targetPort: 9000 },
  ]);
  expect(writtenPod('service', code).containers[0]).toHaveProperty('ports', [
    { name: 'web', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
    { name: 'admin', containerPort: 9000 },
    { name: 'inner', containerPort: 9001 },
  ]);
});

const containerPorts = (code: object) => writtenPod('service', code).containers[0]?.ports;

it('a Service can refer to a port by its number although both ports have the same name', () => {
  const code = named({ web: { port: 8080, targetPort: 'number' } });
  expect(service(code)).toHaveProperty('ports', [{ name: 'web', port: 8080, targetPort: 8080 }]);
  expect(containerPorts(code)).toEqual([{ name: 'web', containerPort: 8080 }]);
});

it('a port can have a name only in the container, only in the Service, or a name of its own in each', () => {
  const inContainer = named({ web: { port: 8080, servicePortName: false } });
  expect(service(inContainer)).toHaveProperty('ports', [{ port: 8080, targetPort: 8080 }]);
  expect(containerPorts(inContainer)).toEqual([{ name: 'web', containerPort: 8080 }]);

  const inService = named({ web: { port: 8080, containerPortName: false } });
  expect(service(inService)).toHaveProperty('ports', [{ name: 'web', port: 8080, targetPort: 8080 }]);
  expect(containerPorts(inService)).toEqual([{ containerPort: 8080 }]);

  const inEach = named({ web: { port: 8080, containerPortName: 'app', targetPort: 'name' } });
  expect(service(inEach)).toHaveProperty('ports', [{ name: 'web', port: 8080, targetPort: 'app' }]);
  expect(containerPorts(inEach)).toEqual([{ name: 'app', containerPort: 8080 }]);

  const byName = named({ web: { port: 8080, servicePortName: false, targetPort: 'name' } });
  expect(service(byName)).toHaveProperty('ports', [{ port: 8080, targetPort: 'web' }]);
});

it('two ports of a Service can lead to one port of the container, by number or by name', () => {
  const second = { port: 8080, servicePort: 8081, containerPort: false };
  const byNumber = named({ web: { port: 8080, servicePort: 80 }, old: second });
  expect(service(byNumber)).toHaveProperty('ports', [
    { name: 'web', port: 80, targetPort: 'web' },
    { name: 'old', port: 8081, targetPort: 8080 },
  ]);
  expect(containerPorts(byNumber)).toEqual([{ name: 'web', containerPort: 8080 }]);
  const byName = named({ web: { port: 8080, servicePort: 80 }, old: { ...second, targetPort: 'name' } });
  expect(service(byName)).toHaveProperty('ports.1', { name: 'old', port: 8081, targetPort: 'web' });
});

it('a container can list no port at all, and probes then use the number', () => {
  const code = { containerPort: false, servicePortName: 'http', probes: { readiness: { http: '/' } } };
  expect(service(code)).toHaveProperty('ports', [{ name: 'http', port: 8080, targetPort: 8080 }]);
  const [container] = writtenPod('service', code).containers;
  expect(container).not.toHaveProperty('ports');
  expect(container).toHaveProperty('readinessProbe.httpGet', { path: '/', port: 8080 });
});

it('a probe uses the name that its port has in the container', () => {
  const code = (port: object) => ({
    ...named({ web: { port: 8080, ...port } }),
    probes: { readiness: { http: '/', port: 'web' }, liveness: { tcp: true } },
    lifecycle: { preStop: { http: '/stop' } },
  });
  const used = (port: object) => {
    const [container] = writtenPod('service', code(port)).containers;
    return ['readinessProbe.httpGet', 'livenessProbe.tcpSocket', 'lifecycle.preStop.httpGet'].map((path) =>
      valueAt(container, path.split('.')),
    );
  };
  const all = (port: string | number) => [{ path: '/', port }, { port }, { path: '/stop', port }];
  expect(used({ containerPortName: 'app' })).toEqual(all('app'));
  expect(used({ containerPortName: false })).toEqual(all(8080));
});

it('the Service can use a port of a sidecar instead of one of the main container', () => {
  const sidecars = { proxy: { ports: { web: { port: 8443, servicePort: 443 } } } };
  expect(service({ servicePort: false, sidecars })).toHaveProperty('ports', [
    { name: 'web', port: 443, targetPort: 'web' },
  ]);
});

it.each([
  ['headless', { type: 'ClusterIP', clusterIP: 'None' }],
  ['nodePort', { type: 'NodePort' }],
  ['loadBalancer', { type: 'LoadBalancer' }],
])('expose: %s', (expose, expected) => {
  expect(service({}, { expose })).toMatchObject(expected);
});

it('an environment sets the node port and the options of the load balancer', () => {
  const overlay = {
    ...{ expose: 'loadBalancer', nodePort: 30080 },
    service: { loadBalancerClass: 'internal', loadBalancerSourceRanges: ['10.0.0.0/8'], annotations: { a: 'b' } },
  };
  expect(writtenObject('service', 'service', {}, { overlay })).toMatchObject({
    metadata: { annotations: { a: 'b' } },
    spec: {
      loadBalancerClass: 'internal',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      ports: [{ nodePort: 30080 }],
    },
  });
});

it('labels and annotations of the Service are on no other object', () => {
  const code = { service: { labels: { team: 'web' }, annotations: { note: 'n' } }, route: {} };
  const metadata = (object: 'service' | 'ingress' | 'deployment') => writtenObject('service', object, code)?.metadata;
  expect(metadata('service')).toMatchObject({ labels: { team: 'web' }, annotations: { note: 'n' } });
  for (const other of ['ingress', 'deployment'] as const) {
    expect(metadata(other)).not.toHaveProperty('labels.team');
    expect(metadata(other)).not.toHaveProperty('annotations');
  }
});

describe('a route', () => {
  const ingress = (route: object, code = {}, overlay = {}) =>
    writtenObject('service', 'ingress', { route, ...code }, { overlay })?.spec;

  it('sends every host and path to the main port', () => {
    expect(ingress({}, { servicePort: 80 })).toEqual({
      rules: [
        {
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'shop-it', port: { number: 80 } } } }],
          },
        },
      ],
    });
  });

  it('sends hosts and paths to a named port, with TLS and the ingress class of the environment', () => {
    const route = {
      hosts: ['a.example.org', 'b.example.org'],
      paths: ['/x'],
      pathType: 'Exact',
      port: 'api',
      tls: true,
    };
    const ports = named({ web: { port: 80 }, api: { port: 81 } });
    const backend = { service: { name: 'shop-it', port: { number: 81 } } };
    const http = { paths: [{ path: '/x', pathType: 'Exact', backend }] };
    expect(ingress(route, ports, { route: { class: 'nginx' } })).toEqual({
      ingressClassName: 'nginx',
      rules: [
        { host: 'a.example.org', http },
        { host: 'b.example.org', http },
      ],
      tls: [{ hosts: ['a.example.org', 'b.example.org'], secretName: 'shop-it-tls' }],
    });
  });

  it('can have certificates for other hosts than its own', () => {
    const tls = [{ hosts: ['old.example.org'], secret: 'old' }, { secret: 'wildcard' }];
    expect(ingress({ hosts: ['a.example.org'], tls })).toHaveProperty('tls', [
      { hosts: ['old.example.org'], secretName: 'old' },
      { hosts: ['a.example.org'], secretName: 'wildcard' },
    ]);
    expect(ingress({}, {}, { route: { tls } })).toHaveProperty('tls.0.secretName', 'old');
  });

  it('can be one of several, each with an object of its own', () => {
    const routes = {
      data: { hosts: ['data.example.org'], paths: ['/api'], tls: true },
      old: { name: 'kept-name', port: 'admin' },
    };
    const ports = named({ web: { port: 80 }, admin: { port: 81 } });
    const { objects } = applicationWith('service', { ...ports, route: {}, routes });
    expect(Object.keys(objects)).toEqual(expect.arrayContaining(['it-ingress', 'it-ingress.data', 'it-ingress.old']));
    expect(objects['it-ingress.data']).toMatchObject({
      metadata: { name: 'shop-it-data' },
      spec: { rules: [{ host: 'data.example.org' }], tls: [{ secretName: 'shop-it-data-tls' }] },
    });
    expect(objects['it-ingress.old']).toHaveProperty('metadata.name', 'kept-name');
    expect(objects['it-ingress.old']).toHaveProperty('spec.rules.0.http.paths.0.backend.service.port.number', 81);
  });

  it('can be an Ingress beside a Route of OpenShift', () => {
    const overlay = { routes: { inner: { as: 'openshift', hosts: ['inner.example.org'] } } };
    const { objects } = applicationWith('service', { route: {}, routes: { inner: {} } }, { overlay });
    expect(objects['it-ingress']).toHaveProperty('metadata.name', 'shop-it');
    expect(objects['it-route.inner']).toMatchObject({
      metadata: { name: 'shop-it-inner' },
      spec: { host: 'inner.example.org', to: { name: 'shop-it' } },
    });
  });

  it('can set the Secret of its certificate, and an environment can turn TLS off', () => {
    expect(ingress({ tls: 'wildcard' })).toHaveProperty('tls', [{ secretName: 'wildcard' }]);
    expect(ingress({ tls: true }, {}, { route: { tls: false } })).not.toHaveProperty('tls');
  });
});

describe('further Services', () => {
  const ports = named({ web: { port: 8080, servicePort: 80 }, metrics: { port: 9090, servicePort: false } });
  const written = (kind: 'service' | 'store', services: object, code: object = {}) =>
    applicationWith(kind, { ...ports, services, ...code }).objects;

  it.each(['service', 'store'] as const)('stand beside the own one of a %s, with its ports', (kind) => {
    const objects = written(kind, { headless: { expose: 'headless', labels: { a: 'b' } } });
    expect(objects['it-service']).toHaveProperty('metadata.name', 'shop-it');
    const { metadata, spec } = objects['it-service.headless'] ?? {};
    expect(metadata).toMatchObject({ name: 'shop-it-headless', labels: { a: 'b' } });
    expect(spec).toEqual({
      type: 'ClusterIP',
      clusterIP: 'None',
      selector: (objects['it-service'] as never as { spec: { selector: object } }).spec.selector,
      ports: [{ name: 'web', port: 80, targetPort: 'web' }],
    });
  });

  it('can have a name and other ports of the flow', () => {
    const services = {
      metrics: { name: 'kept', ports: { metrics: {} } },
      outside: {
        expose: 'loadBalancer',
        ports: { web: { servicePort: 443, servicePortName: 'https', targetPort: 'number' } },
      },
    };
    const objects = written('service', services);
    expect(objects['it-service.metrics']).toMatchObject({
      metadata: { name: 'kept' },
      spec: { type: 'ClusterIP', ports: [{ name: 'metrics', port: 9090, targetPort: 'metrics' }] },
    });
    expect(objects['it-service.outside']).toHaveProperty('spec.ports', [
      { name: 'https', port: 443, targetPort: 8080 },
    ]);
  });

  it('do not repeat the port of the nodes, and can have their own', () => {
    const overlay = {
      expose: 'nodePort',
      ports: { web: { nodePort: 30080 } },
      services: { inner: {}, outer: { expose: 'nodePort', ports: { web: { nodePort: 30081 } } } },
    };
    const code = { ...ports, services: { inner: {}, outer: { ports: { web: {} } } } };
    const { objects } = applicationWith('service', code, { overlay });
    expect(objects['it-service.inner']).not.toHaveProperty('spec.ports.0.nodePort');
    expect(objects['it-service.outer']).toHaveProperty('spec.ports.0.nodePort', 30081);
  });

  it('give the pods of a StatefulSet their names if one is headless', () => {
    const name = (services: object, code: object) =>
      written('store', services, { workload: 'statefulSet', ...code })['it-statefulset'];
    const services = { first: {}, peers: { expose: 'headless' } };
    expect(name(services, {})).toHaveProperty('spec.serviceName', 'shop-it-peers');
    expect(name(services, { expose: 'headless' })).toHaveProperty('spec.serviceName', 'shop-it');
    expect(name({ first: {} }, {})).toHaveProperty('spec.serviceName', 'shop-it');
  });
});
