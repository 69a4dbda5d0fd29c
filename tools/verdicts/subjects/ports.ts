import { deployment, ingress, service } from '../objects';
import type { Subject } from '../subject';

const ranges = [
  ...[
    '10.0.0.0/8',
    '10.0.0.0/33',
    '10.0.0.0',
    '10.0.0.1/8',
    '::/0',
    '2001:db8::/32',
    '2001:db8::/129',
    '10.0.0.0/08',
    '010.0.0.0/8',
  ],
  ...[
    '10.0.0.0/-1',
    '/8',
    '10.0.0.0/',
    '10.0.0/8',
    '',
    ' ',
    ' 10.0.0.0/8',
    '10.0.0.0/8 ',
    '0.0.0.0/0',
    '::ffff:10.0.0.0/104',
    'any',
    '10.0.0.0/8/8',
  ],
];

const names = [
  'http',
  'a',
  '1',
  '1a',
  'a1',
  'A',
  'a_b',
  'a-b',
  'a--b',
  '-a',
  'a-',
  '',
  '123',
  'abcdefghijklmno',
  'abcdefghijklmnop',
  'a.b',
  'x-1',
];

const numbers = [-1, 0, 1, 80, 65535, 65536, 1.5];

/** Ports, and how a Service is reached. */
export const ports: readonly Subject[] = [
  {
    name: 'source-range',
    flow: (range: string) => ({ expose: 'loadBalancer', service: { loadBalancerSourceRanges: [range] } }),
    object: (range: string) => service({ type: 'LoadBalancer', loadBalancerSourceRanges: [range] }),
    seeds: ranges,
  },
  {
    name: 'load-balancer-class',
    flow: (name: string) => ({ expose: 'loadBalancer', service: { loadBalancerClass: name } }),
    object: (loadBalancerClass: string) => service({ type: 'LoadBalancer', loadBalancerClass }),
    seeds: ['internal', 'example.org/internal', 'A', '', 'a/b/c', 'A.b/c', '-a', 'a_b', 'a.b/', `a/${'b'.repeat(64)}`],
  },
  {
    name: 'app-protocol',
    flow: (appProtocol: string) => ({ port: undefined, ports: { http: { port: 80, appProtocol } } }),
    object: (appProtocol: string) => service({}, { appProtocol }),
    seeds: [
      'http',
      'kubernetes.io/h2c',
      'HTTP',
      '',
      'a b',
      'a/b/c',
      'A.b/c',
      '-a',
      'a_b',
      'mycompany.com/my-custom-protocol',
    ],
  },
  {
    name: 'container-port-name',
    flow: (name: string) => ({ port: undefined, ports: { [name]: { port: 80, servicePortName: 'a' } } }),
    object: (name: string) => deployment({}, { ports: [{ containerPort: 80, name }] }),
    also: [
      {
        flow: (name: string) => ({
          ...{ port: undefined, ports: { a: { port: 80, servicePortName: 'a', containerPortName: name } } },
        }),
        object: (name: string) => deployment({}, { ports: [{ containerPort: 80, name }] }),
      },
    ],
    seeds: names,
  },
  {
    name: 'used-port-name',

    flow: (name: string) => ({
      ...{ port: undefined, ports: { [name]: { port: 80, servicePortName: 'a' } } },
      ...{ probes: { readiness: { http: '/', port: name } }, lifecycle: { postStart: { http: '/', port: name } } },
    }),
    object: (port: string) =>
      deployment(
        {},
        {
          ...{ ports: [{ containerPort: 80, name: port }], readinessProbe: { httpGet: { path: '/', port } } },
          lifecycle: { postStart: { httpGet: { path: '/', port } } },
        },
      ),
    also: [
      {
        flow: (name: string) => ({
          ...{
            port: undefined,
            ports: { [name]: { port: 80 } },
            route: { port: name, paths: [{ path: '/', port: name }] },
          },
          services: { more: { ports: { [name]: {} } } },
        }),
        object: (name: string) => ingress({}, {}, { backend: { service: { name: 'a', port: { name } } } }),
      },
    ],
    seeds: names,
  },
  {
    name: 'service-port-name',
    flow: (name: string) => ({ servicePortName: name }),
    object: (name: string) => service({}, { name }),
    seeds: names,
  },
  {
    name: 'port-number',
    flow: (port: number) => ({ port }),
    object: (containerPort: number) => deployment({}, { ports: [{ containerPort }] }),
    also: [
      {
        flow: (port: number) => ({
          port: undefined,
          ports: { main: { port: 8000 } },
          sidecars: { more: { ports: { more: { port } } } },
        }),
        object: (containerPort: number) => deployment({}, { ports: [{ containerPort }] }),
      },
      {
        flow: (port: number) => ({
          ...{ probes: { readiness: { tcp: true, port } }, lifecycle: { postStart: { http: '/', port } } },
        }),
        object: (port: number) =>
          deployment(
            {},
            { readinessProbe: { tcpSocket: { port } }, lifecycle: { postStart: { httpGet: { path: '/', port } } } },
          ),
      },
    ],
    seeds: numbers,
  },
  {
    name: 'service-port-number',
    flow: (servicePort: number) => ({ servicePort }),
    object: (port: number) => service({}, { port }),
    also: [
      {
        flow: (servicePort: number) => ({
          ...{ port: undefined, ports: { a: { port: 80 } }, services: { more: { ports: { a: { servicePort } } } } },
        }),
        object: (port: number) => service({}, { port }),
      },
    ],
    seeds: numbers,
  },
  {
    name: 'node-port',
    flow: (nodePort: number) => ({ expose: 'nodePort', nodePort }),
    object: (nodePort: number) => service({ type: 'NodePort' }, { nodePort }),
    seeds: [...numbers, 29999, 30000, 32767, 32768],
  },
];
