import type { FlowKind } from '../../../src/model/flow-kinds';
import { deployment, least } from '../objects';
import type { Place, Subject } from '../subject';
import { objects } from './name-seeds';

const keys = {
  seeds: ['a', 'A', '-a', 'a-', '', 'a.b', '1', ...[54, 55, 56, 63, 64].map((length) => 'a'.repeat(length))],
  changes: 20,
};

type Values = Readonly<Record<string, unknown>>;

const lengths = [51, 52, 53, 57, 58, 62, 63, 64, 252, 253, 254].flatMap((length) => [
  'a'.repeat(length),
  `a.${'b'.repeat(length - 2)}`,
]);
/** Whole applications are built for these, so they are fewer than for other texts. */
const few = { seeds: [...objects, ...lengths], changes: 40 };

/** The place for the name of one kind of object of a flow. */
function named(object: string, flow: Values = {}, kind: FlowKind = 'service'): Place {
  return {
    kind,
    whole: (name: string) => ({ flow: { ...flow, naming: { objects: { [object]: name } } } }),
    object: (name: string) => least[object === 'route' ? 'ingress' : object]?.({ name }) as object,
  };
}

const part = (table: string, name: string, kind: string): Place => ({
  whole: (text: string) => ({ environment: { apps: { shop: { [table]: { [name]: { name: text } } } } } }),
  object: (text: string) => least[kind]?.({ name: text }) as object,
});

const stateful = { workload: 'statefulSet', naming: {} };
const account = { serviceAccount: { rules: [{ resources: ['pods'], verbs: ['get'] }] } };

/** The names of objects that towpath writes. */
export const namings: readonly Subject[] = [
  {
    name: 'object-name',
    ...named('deployment'),
    also: [
      ...[named('ingress', { route: {} }), named('route', { route: {} }), named('hpa', { autoscaling: { max: 2 } })],
      { ...named('pdb', { disruption: { maxUnavailable: 1 } }), isLooser: true },
      named('serviceAccount', account),
      named('pvc', { volumes: { data: { size: '1Gi', mountPath: '/data' } } }),
      ...[part('configs', 'texts', 'config'), part('secrets', 'login', 'secret'), part('volumes', 'files', 'pvc')],
    ],
    ...few,
  },
  { name: 'role-name', ...named('role', account), also: [named('roleBinding', account)], ...few },
  { name: 'service-name', ...named('service'), ...few },
  { name: 'stateful-set-name', ...named('statefulSet', stateful, 'store'), ...few },
  { name: 'job-name', ...named('job', {}, 'job'), ...few },
  { name: 'cron-job-name', ...named('cronJob', {}, 'schedule'), ...few },
  {
    name: 'template-name',
    ...named('pod'),
    also: [named('jobTemplate', {}, 'schedule')],
    ...few,
  },
  {
    name: 'name-of-flow',
    whole: (name: string) => ({ flow: { naming: { name } } }),
    object: (name: string) => least.service?.({ name }) as object,
    ...few,
  },
  {
    name: 'name-with-suffix',
    whole: (key: string) => ({ flow: { services: { [key]: {} } } }),
    object: (key: string) => least.service?.({ name: `shop-it-${key}` }) as object,
    ...keys,
  },
  {
    name: 'route-name-with-suffix',
    whole: (key: string) => ({ flow: { routes: { [key]: {} } } }),
    object: (key: string) => least.ingress?.({ name: `shop-it-${key}` }) as object,
    ...keys,
  },
  {
    name: 'namespace',
    whole: (namespace: string) => ({ environment: { namespace, createNamespace: true } }),
    object: (name: string) => least.namespace?.({ name }) as object,
    ...few,
  },
  {
    name: 'instance',
    whole: (instance: string) => ({ environment: { apps: { shop: { instance } } } }),
    object: (instance: string) => deployment({}, {}, { labels: { 'app.kubernetes.io/instance': instance } }),
    changes: 40,
    seeds: [
      'a',
      'A',
      'a-b',
      '-a',
      'a-',
      '',
      ' ',
      'a.b',
      'a_b',
      ...[57, 58, 59, 60, 63, 64].map((length) => 'a'.repeat(length)),
    ],
  },
  {
    name: 'labels-with-placeholders',
    whole: ({ instance, pattern }: { instance: string; pattern: string }) => ({
      flow: { naming: { name: 'a', selector: { team: pattern }, labels: { team: pattern } } },
      environment: { apps: { shop: { instance } } },
    }),
    object: ({ instance, pattern }: { instance: string; pattern: string }) =>
      deployment({}, {}, { labels: { team: pattern.replaceAll('{instance}', instance) } }),
    seeds: ['a', 'a'.repeat(30), 'a'.repeat(62), 'a'.repeat(63)].flatMap((instance) =>
      [
        '{instance}',
        '{instance}a',
        '{instance}-{instance}',
        '-{instance}',
        '{instance}.',
        `${'b'.repeat(30)}{instance}`,
      ].map((pattern) => ({ instance, pattern })),
    ),
  },
  {
    name: 'names-with-placeholders',
    whole: ({ instance, pattern }: { instance: string; pattern: string }) => ({
      environment: {
        apps: { shop: { instance, configs: { texts: { name: pattern } }, volumes: { files: { name: pattern } } } },
      },
    }),
    object: ({ instance, pattern }: { instance: string; pattern: string }) =>
      least.config?.({ name: pattern.replaceAll('{instance}', instance) }) as object,
    seeds: ['a', 'a'.repeat(52)].flatMap((instance) =>
      [
        `${'b'.repeat(200)}{instance}`,
        `${'b'.repeat(201)}{instance}`,
        `${'b'.repeat(202)}{instance}`,
        '{instance}.',
        '{instance}-.a',
      ].map((pattern) => ({ instance, pattern })),
    ),
  },
];
