import { deployment } from '../objects';
import type { Subject } from '../subject';

const places = [
  ...[
    '/data',
    '/',
    'data',
    '',
    '/a:b',
    '/a/../b',
    '/..',
    '/a b',
    '/\u00fc',
    '/a\0',
    '//',
    '/a/',
    'C:\\a',
    '.',
    './a',
    '~',
    ' /a',
    '/a\n',
  ],
];
const inside = [
  'a',
  'a/b',
  '/a',
  '..',
  'a/..',
  '../a',
  '..a',
  'a/..b',
  '...',
  '',
  ' ',
  '.',
  './a',
  'a//b',
  'a\\..\\b',
  '\u00fc',
  'a:b',
  '..a/b',
];
const paths = ['/', '/healthz', 'healthz', '', ' ', '/a b', '/a?b=c', '/\u00fc', '/a\n', '/%zz'];
const volume = (source: object, mount: object = {}) =>
  deployment({ volumes: [{ name: 'v', ...source }] }, { volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }] });
const users = [-1, 0, 1, 2 ** 31 - 1, 2 ** 31, 1.5];

/** What the template of pods holds beside names and amounts. */
export const pods: readonly Subject[] = [
  {
    name: 'mount-path',
    flow: (mountPath: string) => ({ volumes: { v: { empty: true, mountPath } } }),
    object: (mountPath: string) => volume({ emptyDir: {} }, { mountPath }),
    also: [
      {
        flow: (path: string) => ({ volumes: { v: { empty: true } }, mounts: { v: { path } } }),
        object: (mountPath: string) => volume({ emptyDir: {} }, { mountPath }),
      },
      {
        kind: 'store',
        flow: (mountPath: string) => ({ port: 80, volume: { size: '1Gi', mountPath } }),
        object: (mountPath: string) => volume({ emptyDir: {} }, { mountPath }),
      },
    ],
    seeds: places,
  },
  {
    name: 'sub-path',
    flow: (subPath: string) => ({ volumes: { v: { empty: true, mountPath: '/v', subPath } } }),
    object: (subPath: string) => volume({ emptyDir: {} }, { subPath }),
    also: [
      {
        flow: (subPath: string) => ({ volumes: { v: { empty: true } }, mounts: { v: { path: '/v', subPath } } }),
        object: (subPath: string) => volume({ emptyDir: {} }, { subPath }),
      },
    ],
    seeds: inside,
  },
  {
    name: 'working-directory',
    flow: (workingDir: string) => ({ workingDir }),
    object: (workingDir: string) => deployment({}, { workingDir }),
    seeds: places,
  },
  {
    name: 'file-of-key',
    flow: (path: string) => ({ volumes: { v: { config: 'a', items: { a: path }, mountPath: '/v' } } }),
    object: (path: string) => volume({ configMap: { name: 'a', items: [{ key: 'a', path }] } }),
    seeds: inside,
  },
  {
    name: 'token-file',
    flow: (token: string) => ({ volumes: { v: { projected: [{ token }], mountPath: '/v' } } }),
    object: (path: string) => volume({ projected: { sources: [{ serviceAccountToken: { path } }] } }),
    seeds: inside,
  },
  {
    name: 'token',
    flow: (token: object) => ({ volumes: { v: { projected: [{ token: 'a', ...token }], mountPath: '/v' } } }),
    object: (token: object) => volume({ projected: { sources: [{ serviceAccountToken: { path: 'a', ...token } }] } }),
    seeds: [
      ...[-1, 0, 599, 600, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1].map((expirationSeconds) => ({
        expirationSeconds,
      })),
      ...['', 'a', 'https://a.org', ' '].map((audience) => ({ audience })),
    ],
  },
  {
    name: 'field-file',
    flow: (path: string) => ({
      volumes: { v: { projected: [{ fields: { [path]: 'metadata.name' } }], mountPath: '/v' } },
    }),
    object: (path: string) =>
      volume({
        projected: { sources: [{ downwardAPI: { items: [{ path, fieldRef: { fieldPath: 'metadata.name' } }] } }] },
      }),
    seeds: inside,
  },
  {
    name: 'files-of-projections',
    flow: (projected: object) => ({ volumes: { v: { projected, mountPath: '/v' } } }),
    object: (projections: readonly Projection[]) =>
      volume({ projected: { sources: projections.map((projection) => sourceOf(projection)) } }),
    seeds: projectionPairs(),
  },
  {
    name: 'file-mode',
    flow: (mode: number) => ({ volumes: { v: { config: 'a', mode, mountPath: '/v' } } }),
    object: (defaultMode: number) => volume({ configMap: { name: 'a', defaultMode } }),
    seeds: [-1, 0, 0o440, 0o777, 0o1000, 440, 777, 1.5],
  },
  {
    name: 'probe-path',
    flow: (http: string) => ({ probes: { readiness: { http } } }),
    object: (path: string) => deployment({}, { readinessProbe: { httpGet: { path, port: 80 } } }),
    seeds: paths,
  },
  {
    name: 'probe-header',
    flow: (name: string) => ({ probes: { readiness: { http: '/', headers: { [name]: 'a' } } } }),
    object: (name: string) =>
      deployment({}, { readinessProbe: { httpGet: { path: '/', port: 80, httpHeaders: [{ name, value: 'a' }] } } }),
    seeds: ['Host', 'X-A', 'X_A', 'x a', '', ' ', 'a:b', '\u00fc', 'a.b', '-', 'a\n', '(a)'],
  },
  {
    name: 'probe-numbers',
    flow: (numbers: object) => ({ probes: { readiness: { tcp: true, ...numbers } } }),
    object: (numbers: object) => deployment({}, { readinessProbe: { tcpSocket: { port: 80 }, ...numbers } }),
    seeds: ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'failureThreshold', 'successThreshold'].flatMap(
      (name) => [-1, 0, 1, 86400, 2 ** 31, 1.5].map((value) => ({ [name]: value })),
    ),
  },
  {
    name: 'liveness-numbers',
    flow: (numbers: object) => ({ probes: { liveness: { tcp: true, ...numbers } } }),
    object: (numbers: object) => deployment({}, { livenessProbe: { tcpSocket: { port: 80 }, ...numbers } }),
    seeds: ['successThreshold', 'terminationGracePeriodSeconds'].flatMap((name) =>
      [-1, 0, 1, 2, 86400].map((value) => ({ [name]: value })),
    ),
  },
  {
    name: 'hook-path',
    flow: (http: string) => ({ lifecycle: { preStop: { http } } }),
    object: (path: string) => deployment({}, { lifecycle: { preStop: { httpGet: { path, port: 80 } } } }),
    seeds: paths,
  },
  {
    name: 'hook-sleep',
    flow: (sleep: number) => ({ lifecycle: { preStop: { sleep } } }),
    object: (seconds: number) => deployment({}, { lifecycle: { preStop: { sleep: { seconds } } } }),
    seeds: [-1, 0, 1, 29, 30, 31, 3600],
  },
  {
    name: 'hook-sleep-and-grace',
    flow: ({ sleep, grace }: { sleep: number; grace: number }) => ({
      ...{ lifecycle: { preStop: { sleep } }, terminationGracePeriodSeconds: grace },
    }),
    object: ({ sleep, grace }: { sleep: number; grace: number }) =>
      deployment({ terminationGracePeriodSeconds: grace }, { lifecycle: { preStop: { sleep: { seconds: sleep } } } }),
    seeds: [1, 2, 30, 60].flatMap((sleep) => [-1, 0, 1, 2, 30, 59, 60, 3600].map((grace) => ({ sleep, grace }))),
  },
  {
    name: 'user',
    flow: (user: number) => ({ user }),
    object: (runAsUser: number) => deployment({}, { securityContext: { runAsUser } }),
    also: [
      {
        flow: (group: number) => ({ group }),
        object: (runAsGroup: number) => deployment({}, { securityContext: { runAsGroup } }),
      },
      {
        flow: (id: number) => ({ podSecurity: { user: id, group: id } }),
        object: (id: number) => deployment({ securityContext: { runAsUser: id, runAsGroup: id } }),
      },
    ],
    seeds: users,
  },
  {
    name: 'groups',
    flow: (group: number) => ({ supplementalGroups: [group], fsGroup: group }),
    object: (group: number) => deployment({ securityContext: { supplementalGroups: [group], fsGroup: group } }),
    seeds: users,
  },
  {
    name: 'seccomp-file',
    flow: (localhost: string) => ({ seccompProfile: { localhost } }),
    object: (localhostProfile: string) =>
      deployment({}, { securityContext: { seccompProfile: { type: 'Localhost', localhostProfile } } }),
    seeds: inside,
  },
  {
    name: 'capability',
    flow: (name: string) => ({ capabilities: { add: [name] } }),
    object: (name: string) => deployment({}, { securityContext: { capabilities: { add: [name] } } }),
    also: [
      {
        flow: (name: string) => ({ capabilities: { drop: [name] } }),
        object: (name: string) => deployment({}, { securityContext: { capabilities: { drop: [name] } } }),
      },
    ],
    seeds: ['NET_BIND_SERVICE', 'ALL', 'CAP_NET_ADMIN', 'net_admin', '', ' ', 'A B', 'NET-ADMIN', '1'],
  },
  {
    name: 'privileges',
    flow: (values: object) => ({ ...values }),
    object: ({ capabilities, ...values }: { capabilities?: object }) =>
      deployment({}, { securityContext: { ...values, ...(capabilities && { capabilities }) } }),
    seeds: [undefined, true, false].flatMap((privileged) =>
      [undefined, true, false].flatMap((allowPrivilegeEscalation) =>
        [undefined, { add: ['SYS_ADMIN'] }, { add: ['CAP_SYS_ADMIN'] }].map((capabilities) => ({
          ...(privileged !== undefined && { privileged }),
          ...(allowPrivilegeEscalation !== undefined && { allowPrivilegeEscalation }),
          ...(capabilities && { capabilities }),
        })),
      ),
    ),
  },
];

interface Projection {
  readonly token?: string;
  readonly secret?: string;
  readonly config?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly items?: Readonly<Record<string, string>>;
}

/** The source of a projected volume, as Kubernetes writes it. */
function sourceOf({ token, secret, config, fields = {}, items = {} }: Projection): object {
  const list = Object.entries(items).map(([key, path]) => ({ key, path }));
  if (token !== undefined) return { serviceAccountToken: { path: token } };
  if (secret !== undefined) return { secret: { name: secret, ...(list.length > 0 && { items: list }) } };
  if (config !== undefined) return { configMap: { name: config, ...(list.length > 0 && { items: list }) } };
  const files = Object.entries(fields).map(([path, fieldPath]) => ({ path, fieldRef: { fieldPath } }));
  return { downwardAPI: { items: files } };
}

/** Pairs of sources whose files have equal, similar or different names. */
function projectionPairs(): Projection[][] {
  const sources = ['a', 'a/', './a', 'a/b'].flatMap((file): Projection[] => [
    { token: file },
    { secret: 'x', items: { k: file } },
    { secret: 'x', items: { k: file, l: 'a' } },
    { config: 'x', items: { k: file } },
    { fields: { [file]: 'metadata.name' } },
  ]);
  const whole: Projection[] = [{ secret: 'x' }, { config: 'x' }];
  const all = [...sources, ...whole];
  return all.flatMap((one, index) => all.slice(index).map((other) => [one, other]));
}
