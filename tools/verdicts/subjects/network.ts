import { deployment, ingress } from '../objects';
import type { Subject } from '../subject';

const addresses = [
  ...[
    '10.0.0.1',
    '255.255.255.255',
    '256.0.0.1',
    '10.0.0',
    '10.0.0.1.1',
    '010.0.0.1',
    '10.0.0.01',
    '0x7f.1',
    '127.1',
    '0.0.0.0',
  ],
  ...[
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    '2001:db8::1',
    '2001:DB8::1',
    '::ffff:10.0.0.1',
    '[::1]',
    '1:2:3:4:5:6:7:8',
    '1::2::3',
  ],
  ...[
    '',
    ' ',
    '10.0.0.1 ',
    '10.0.0.1/8',
    'example.org',
    'localhost',
    '10.0.0.-1',
    '10,0,0,1',
    '10.0.0.1:53',
    '12345::',
    '::1.2.3.4',
  ],
];

const hosts = [
  ...[
    'www.example.org',
    '*.example.org',
    'example',
    'EXAMPLE.org',
    'a_b.org',
    '-a.org',
    'a-.org',
    'a..b',
    '.a',
    'a.',
    '*.',
    '*',
  ],
  ...[
    '*a.org',
    'a.*.org',
    '*.*.org',
    '10.0.0.1',
    '::1',
    'a b',
    '',
    ' ',
    'http://a.org',
    'a.org:80',
    'a.org/b',
    'xn--a',
    '1.2',
    '1.2.3.4.5',
  ],
  ...[
    '\u00fc.org',
    'a'.repeat(63),
    'a'.repeat(64),
    `${'a.'.repeat(126)}b`,
    `${'a.'.repeat(127)}b`,
    `*.${'a.'.repeat(125)}b`,
    '*.com',
    '256.1.1.1',
  ],
];

const paths = [
  ...[
    '/',
    '/api',
    '/api/',
    'api',
    '',
    '//',
    '/a//b',
    '/a/./b',
    '/a/../b',
    '/a/..',
    '/a/.',
    '/..a',
    '/a%2fb',
    '/a%2Fb',
    '/a%20b',
    '/.',
  ],
  ...[
    '/a b',
    '/a?b',
    '/a#b',
    '/*',
    '/a/*',
    '/a(/|$)(.*)',
    '/\u00fc',
    '\\',
    '/a\\b',
    '/.well-known',
    '/a;b',
    '/a{b}',
    '/"',
    '/a\n',
  ],
];

/** Addresses, hosts, ports and paths. */
export const network: readonly Subject[] = [
  {
    name: 'host-alias-address',
    flow: (address: string) => ({ hostAliases: { [address]: ['db.example.org'] } }),
    object: (ip: string) => deployment({ hostAliases: [{ ip, hostnames: ['db.example.org'] }] }),
    seeds: addresses,
  },
  {
    name: 'host-alias-name',
    flow: (name: string) => ({ hostAliases: { '10.0.0.1': [name] } }),
    object: (name: string) => deployment({ hostAliases: [{ ip: '10.0.0.1', hostnames: [name] }] }),
    seeds: hosts,
  },
  {
    name: 'name-server',
    flow: (address: string) => ({ dns: { nameservers: [address] } }),
    object: (address: string) => deployment({ dnsConfig: { nameservers: [address] } }),
    seeds: addresses,
  },
  {
    name: 'name-servers',
    flow: (dns: object) => ({ dns }),
    object: (dns: object) => deployment({ dnsConfig: dns }),
    seeds: [
      ...[1, 3, 4].map((length) => ({ nameservers: Array.from({ length }, (_, index) => `10.0.0.${index}`) })),
      ...[1, 32, 33].map((length) => ({ searches: Array.from({ length }, (_, index) => `a${index}.org`) })),
      ...[20, 33].map((length) => ({ searches: Array.from({ length }, (_, index) => `a${index}.${'b'.repeat(60)}`) })),
      ...[20, 32].map((length) => ({
        searches: Array.from({ length }, (_, i) => `${i}.${'b'.repeat(61)}.${'c'.repeat(22)}`),
      })),
      ...['ndots', '', ' ', 'a b'].map((name) => ({ options: [{ name, value: '2' }] })),
    ],
  },
  {
    name: 'search-domain',
    flow: (domain: string) => ({ dns: { searches: [domain] } }),
    object: (domain: string) => deployment({ dnsConfig: { searches: [domain] } }),
    seeds: [...hosts, 'a_b.example.org', '_tcp.a', 'example.org.', '..'],
  },
  {
    name: 'route-host',
    flow: (host: string) => ({ route: { hosts: [host] } }),
    object: (host: string) => ingress({ host }),
    seeds: hosts,
  },
  {
    name: 'certificate-host',
    flow: (host: string) => ({ route: { tls: [{ hosts: [host], secret: 'a' }] } }),
    object: (host: string) => ingress({}, { tls: [{ hosts: [host], secretName: 'a' }] }),
    seeds: hosts,
  },
  ...(['Prefix', 'Exact', 'ImplementationSpecific'] as const).map(
    (pathType): Subject => ({
      name: `route-path-${pathType.toLowerCase()}`,
      flow: (path: string) => ({ route: { paths: [{ path, pathType }] } }),
      object: (path: string) => ingress({}, {}, { path, pathType }),
      also: [
        {
          flow: (path: string) => ({ route: { paths: [path], pathType } }),
          object: (path: string) => ingress({}, {}, { path, pathType }),
        },
      ],
      seeds: paths,
    }),
  ),
  {
    name: 'route-paths',
    flow: (paths: object) => ({ route: { paths } }),
    object: (paths: readonly string[]) => {
      const backend = { service: { name: 'a', port: { number: 80 } } };
      return ingress({ http: { paths: paths.map((path) => ({ path, pathType: 'Prefix', backend })) } });
    },
    seeds: [[], ['/'], ['/', '/'], ['/a', '/b'], ['/a', '/a']],
  },
  {
    name: 'route-class',
    flow: (name: string) => ({ route: { class: name } }),
    object: (ingressClassName: string) => ingress({}, { ingressClassName }),
    seeds: ['nginx', 'A', '', 'a.b', 'a_b', '-a', 'a'.repeat(253), 'a'.repeat(254), 'a/b'],
  },
];
