import { watchesFor } from '../../../src/release/readiness/watches';
import { live } from './objects';

type Fields = Readonly<Record<string, unknown>>;
type Labels = Readonly<Record<string, string>>;

const labels = (flow: string) => ({ name: flow, instance: 'pssp' });

function workload(kind: string, name: string, matchLabels: Labels, more: Fields = {}, template: Fields = {}) {
  const spec = { selector: { matchLabels }, template: { metadata: { labels: matchLabels }, spec: template }, ...more };
  return live(kind === 'Job' ? 'batch/v1' : 'apps/v1', kind, { name }, { spec });
}

/** Each watch as `kind in namespace, selector: objects`. */
function shown(...objects: Parameters<typeof watchesFor>[0]): string[] {
  return watchesFor(objects).map(({ kind, options, objects: some }) => {
    const { namespace, fieldSelector, labelSelector } = options;
    const chosen = [fieldSelector, labelSelector].filter(Boolean).join(' ');
    return `${kind} in ${namespace}, ${chosen}: ${some.map(({ metadata }) => metadata.name)}`;
  });
}

const api = workload('Deployment', 'api', labels('api'));
const wrk = workload('Deployment', 'wrk', labels('wrk'));

describe('a watch', () => {
  test('selects one object by its name, and related objects', () => {
    expect(shown(api)).toEqual([
      'Deployment in prod, metadata.name=api: api',
      'Event in prod, : ',
      'Pod in prod, name=api,instance=pssp: ',
      'ReplicaSet in prod, name=api,instance=pssp: ',
    ]);
  });

  test('is opened once for each kind and namespace, and selects pods by the labels that all of them share', () => {
    const other = { ...api, metadata: { ...api.metadata, namespace: 'tst' } };
    expect(shown(api, wrk, other)).toEqual([
      'Deployment in prod, : api,wrk',
      'Event in prod, : ',
      'Pod in prod, instance=pssp: ',
      'ReplicaSet in prod, instance=pssp: ',
      'Deployment in tst, metadata.name=api: api',
      'Event in tst, : ',
      'Pod in tst, name=api,instance=pssp: ',
      'ReplicaSet in tst, name=api,instance=pssp: ',
    ]);
  });

  test('selects all pods if they share no label', () => {
    expect(shown(api, workload('StatefulSet', 'db', { app: 'db' }))).toContain('Pod in prod, : ');
  });

  test('selects the pods of a job by the labels of its template', () => {
    const job = workload('Job', 'migrate', labels('migrate'), { selector: { matchLabels: { uid: '1' } } });
    expect(shown(job)).toContain('Pod in prod, name=migrate,instance=pssp: ');
  });

  test.each([
    ['mounts', workload('Deployment', 'api', {}, {}, { volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] })],
    ['has a template of', workload('StatefulSet', 'api', {}, { volumeClaimTemplates: [{}] })],
  ])('includes claims if a workload %s some', (_, object) => {
    const claim = live('v1', 'PersistentVolumeClaim', { name: 'data' }, { spec: {} });
    expect(shown(object)).toContain('PersistentVolumeClaim in prod, : ');
    expect(shown(claim, object).filter((watch) => /Claim/.test(watch))).toEqual([
      'PersistentVolumeClaim in prod, : data',
    ]);
    expect(shown(claim)).toEqual(['PersistentVolumeClaim in prod, metadata.name=data: data', 'Event in prod, : ']);
  });

  test('of a cluster-scoped object has no related objects', () => {
    const { namespace: _, ...metadata } = live('', '', { name: 'caches' }).metadata;
    const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata };
    expect(shown(definition)).toEqual(['CustomResourceDefinition in undefined, metadata.name=caches: caches']);
  });
});
