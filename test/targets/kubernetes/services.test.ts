import { writtenObject, writtenPod } from '../../helpers/written-flow';

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

  it('can set the Secret of its certificate, and an environment can turn TLS off', () => {
    expect(ingress({ tls: 'wildcard' })).toHaveProperty('tls', [{ secretName: 'wildcard' }]);
    expect(ingress({ tls: true }, {}, { route: { tls: false } })).not.toHaveProperty('tls');
  });
});
