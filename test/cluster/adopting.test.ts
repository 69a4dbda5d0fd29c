import { environment, JobFlow, ScheduleFlow, ServiceFlow, StoreFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define } from '../helpers/define';
import { kubectl, listOf, objectsOf } from './helpers/kubectl';
import { newNamespace } from './helpers/namespace';
import { onServer } from './helpers/server';

const variables = { ZEBRA: '1', HOST: 'db', URL: '$(HOST)/x', APPLE: '2' };
const env = Object.entries(variables).map(([name, value]) => ({ name, value }));
const podOf = (name: string, more: object = {}) => ({ containers: [{ name, image: 'a:1', env, ...more }] });
const template = (app: string, spec: object) => ({ metadata: { labels: { app } }, spec });

/** An application that was never deployed by towpath, with names and labels of its own for each kind of object. */
const theirs = [
  {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web-v1' } },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: template('web', podOf('web', { ports: [{ containerPort: 80 }] })),
    },
  },
  {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'front', labels: { tier: 'web' } } },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  },
  {
    ...{ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'database' } },
    spec: {
      serviceName: 'database-headless',
      selector: { matchLabels: { app: 'db' } },
      template: template(
        'db',
        podOf('db', { ports: [{ containerPort: 1 }], volumeMounts: [{ name: 'data', mountPath: '/d' }] }),
      ),
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  },
  {
    ...{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'setup' } },
    spec: { template: { spec: { ...podOf('setup'), restartPolicy: 'Never' } } },
  },
  {
    ...{ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'nightly' } },
    spec: {
      schedule: '0 3 * * *',
      jobTemplate: {
        spec: {
          template: { metadata: { name: 'nightly-pod' }, spec: { ...podOf('nightly'), restartPolicy: 'Never' } },
        },
      },
    },
  },
];

const Ours = define(
  (app) => {
    const image = { image: 'a:1', env: variables };
    new ServiceFlow(app, 'web', {
      ...image,
      port: 80,
      naming: { objects: { deployment: 'web-v1', service: 'front' } },
    });
    new StoreFlow(app, 'db', {
      ...{ ...image, port: 1, workload: 'statefulSet', volume: { mountPath: '/d', size: '1Gi' } },
      naming: { name: 'database', objects: { service: 'database-headless' }, objectLabels: { claimTemplate: {} } },
    });
    new JobFlow(app, 'setup', image);
    new ScheduleFlow(app, 'nightly', { ...image, schedule: '0 3 * * *', naming: { objects: { pod: 'nightly-pod' } } });
  },
  {
    naming: {
      ...{ name: '{flow}', selector: { app: '{flow}' }, labels: {} },
      objectLabels: { pod: {}, service: { tier: '{flow}' } },
    },
    shared: { security: 'none', serviceAccountToken: null, serviceLinks: null, concurrency: null },
  },
);

interface Live {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly generation?: number };
}

onServer('an application that is taken over', () => {
  it('keeps the pods of each Deployment and StatefulSet, and all templates that cannot be changed', () => {
    const namespace = newNamespace();
    const apply = (objects: readonly object[]) =>
      kubectl(['apply', '-n', namespace, '--server-side', '--force-conflicts', '-f', '-'], listOf(objects));
    const generations = () => {
      const list = objectsOf(kubectl(['get', '-n', namespace, 'deployments,statefulsets,jobs,cronjobs', '-o', 'yaml']));
      const { items } = list[0] as { readonly items: readonly Live[] };
      return items.map(({ kind, metadata: { name, generation } }) => [kind, name, generation]);
    };
    apply(theirs);
    const before = generations();
    const ours = synthesize(Ours, environment('prod'), { id: 'shop', defaults: '2027-01' });
    apply(Object.values(ours.objects));
    // A server counts a generation for each change of a spec, and adds an object for each other name.
    expect(generations()).toEqual(before);
    expect(before).toHaveLength(4);
  });
});
