import { example, selector, specified } from './example';

const networking = 'networking.k8s.io/v1';
const backend = { service: { name: 'a', port: { number: 80 } } };

const slice = (addressType: string, addresses: readonly string[]) =>
  example('discovery.k8s.io/v1', 'EndpointSlice', {
    addressType,
    endpoints: [
      {
        ...{ addresses, hostname: 'a', nodeName: 'a', zone: 'a', deprecatedTopology: { a: 'a' } },
        conditions: { ready: true, serving: true, terminating: false },
        targetRef: { kind: 'Pod', name: 'a', namespace: 'default' },
        hints: { forZones: [{ name: 'a' }], forNodes: [{ name: 'a' }] },
      },
    ],
    ports: [
      { name: 'http', port: 80, protocol: 'TCP', appProtocol: 'http' },
      { name: 'more', port: 81, protocol: 'TCP' },
    ],
  });

export const networkExamples = [
  specified(networking, 'NetworkPolicy', {
    ...{ podSelector: selector, policyTypes: ['Ingress', 'Egress'] },
    ingress: [
      {
        from: [
          { podSelector: selector, namespaceSelector: selector },
          { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
        ],
        ports: [{ port: 80, endPort: 90, protocol: 'TCP' }, { port: 'http' }],
      },
    ],
    egress: [
      {
        to: [{ ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } }],
        ports: [{ port: 53, protocol: 'UDP' }],
      },
    ],
  }),
  specified(networking, 'Ingress', {
    ...{ ingressClassName: 'a', defaultBackend: backend },
    rules: [
      {
        host: 'a.example.org',
        http: {
          paths: [
            { path: '/a', pathType: 'Prefix', backend },
            { path: '/b', pathType: 'Exact', backend: { service: { name: 'a', port: { name: 'http' } } } },
            {
              path: '/c',
              pathType: 'ImplementationSpecific',
              backend: { resource: { apiGroup: 'example.org', kind: 'A', name: 'a' } },
            },
          ],
        },
      },
    ],
    tls: [{ hosts: ['a.example.org'], secretName: 'a' }],
  }),
  specified(networking, 'IngressClass', {
    controller: 'example.org/ingress',
    parameters: { apiGroup: 'example.org', kind: 'A', name: 'a', scope: 'Namespace', namespace: 'a' },
  }),
  specified(networking, 'IngressClass', {
    controller: 'example.org/ingress',
    parameters: { kind: 'A', name: 'a', scope: 'Cluster' },
  }),
  slice('IPv4', ['10.0.0.1', '10.0.0.2']),
  slice('IPv6', ['2001:db8::1']),
  slice('FQDN', ['a.example.org']),
  example('v1', 'Endpoints', {
    subsets: [
      {
        addresses: [{ ip: '10.0.0.1', hostname: 'a', nodeName: 'a', targetRef: { kind: 'Pod', name: 'a' } }],
        notReadyAddresses: [{ ip: '10.0.0.2' }],
        ports: [
          { name: 'http', port: 80, protocol: 'TCP', appProtocol: 'http' },
          { name: 'more', port: 81 },
        ],
      },
    ],
  }),
  specified(
    networking,
    'IPAddress',
    { parentRef: { group: '', resource: 'services', name: 'a', namespace: 'default' } },
    { name: '10.200.0.1' },
  ),
  specified(networking, 'ServiceCIDR', { cidrs: ['10.0.0.0/24', '2001:db8::/64'] }),
];
