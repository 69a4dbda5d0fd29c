import { ApiObject, JsonPatch } from 'cdk8s';
import { type Application, environment, ScheduleFlow, ServiceFlow, StoreFlow, text, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define, issuesOf, thrownIssues } from '../../helpers/define';

const image = { image: 'a:1', user: 1 };
const web = { ...image, port: 8080, servicePort: 80 };
const ports = { ports: { http: { port: 8080, servicePort: 80 } } };
const inShop = (declare: (app: Application) => void) =>
  synthesize(define(declare), environment('dev', { namespace: 'here' }), { id: 'shop' });
const found = (declare: (app: Application) => void) => issuesOf(() => inShop(declare));
type Overrides = Readonly<Record<string, object>>;

const api =
  (overrides: Overrides, more: object = {}) =>
  (app: Application) =>
    new ServiceFlow(app, 'api', { ...web, ...more, overrides });
const route = { route: { hosts: ['shop.example.org'] } };
const scaled = { autoscaling: { max: 2 }, resources: { requests: { cpu: '1' } } };
const account = { serviceAccountToken: true, serviceAccount: { rules: [{ resources: ['pods'], verbs: ['get'] }] } };
const database =
  (overrides: Overrides, more: object = {}) =>
  (app: Application) => {
    const volume = { mountPath: '/data', size: '1Gi' };
    const db = new StoreFlow(app, 'db', { ...image, port: 5432, volume, overrides, ...more });
    new WorkerFlow(app, 'wrk', { ...image, env: { DB: text`pg://${db.host}:${db.port}` } });
  };
const stateful = { workload: 'statefulSet' };
const named = (name: string) => ({ metadata: { name } });
const elsewhere = { metadata: { namespace: 'elsewhere' } };
const pod = (fields: object) => ({ spec: { template: { spec: fields } } });
const labelled = (labels: object) => ({ spec: { template: { metadata: { labels } } } });
const nameLabel = 'app.kubernetes.io/name';
/** A Deployment whose pods have another name, and whose own selector follows. */
const relabelled = {
  spec: { selector: { matchLabels: { [nameLabel]: 'x' } }, ...labelled({ [nameLabel]: 'x' }).spec },
};

describe('an override that breaks a reference is an error', () => {
  it.each<[string, (app: Application) => void, string]>([
    [
      'the name of a Service that another flow uses',
      database({ service: named('x') }),
      'shop/db/service metadata.name',
    ],
    [
      'the name of the Service of a StatefulSet',
      (app) =>
        new StoreFlow(app, 'db', { ...image, port: 1, workload: 'statefulSet', overrides: { service: named('x') } }),
      'shop/db/service metadata.name',
    ],
    ['the name of a Service behind an Ingress', api({ service: named('x') }, route), 'shop/api/service metadata.name'],
    ['the name of a scaled Deployment', api({ deployment: named('x') }, scaled), 'shop/api/deployment metadata.name'],
    [
      'the kind of a scaled Deployment',
      api({ deployment: { kind: 'ReplicaSet' } }, scaled),
      'shop/api/deployment kind',
    ],
    ['the name of a claim', database({ pvc: named('x') }), 'shop/db/pvc metadata.name'],
    ['the name of an account', api({ serviceAccount: named('x') }, account), 'shop/api/serviceAccount metadata.name'],
    ['the name of a Role', api({ role: named('x') }, account), 'shop/api/role metadata.name'],
    ['the namespace of a Service', database({ service: elsewhere }), 'shop/db/service metadata.namespace'],
    ['the namespace of a claim', database({ pvc: elsewhere }), 'shop/db/pvc metadata.namespace'],
    ['the namespace of pods', api({ deployment: elsewhere }, account), 'shop/api/deployment metadata.namespace'],
    [
      'a label of pods that a Service selects',
      api({ deployment: relabelled }),
      'shop/api/deployment spec.template.metadata.labels',
    ],
    [
      'a label of pods that a disruption budget selects',
      (app) =>
        new WorkerFlow(app, 'wrk', {
          ...{ ...image, disruption: { minAvailable: 1 } },
          overrides: {
            deployment: relabelled,
          },
        }),
      'shop/wrk/deployment spec.template.metadata.labels',
    ],
    [
      'a label of pods that another flow runs beside',
      (app) => {
        new WorkerFlow(app, 'wrk', { ...image, placement: { near: [{ flow: 'job', topology: 'node' }] } });
        new WorkerFlow(app, 'job', {
          ...image,
          overrides: {
            deployment: relabelled,
          },
        });
      },
      'shop/job/deployment spec.template.metadata.labels',
    ],
    [
      'the selector of a Service',
      api({ service: { spec: { selector: { [nameLabel]: 'x' } } } }),
      'shop/api/service spec.selector',
    ],
    [
      'the selector of a Deployment',
      (app) =>
        new WorkerFlow(app, 'wrk', {
          ...image,
          overrides: { deployment: { spec: { selector: { matchLabels: { a: 'b' } } } } },
        }),
      'shop/wrk/deployment spec.selector.matchLabels',
    ],
    [
      'the port of a Service that another flow uses',
      database({ service: { spec: { ports: [{ port: 1 }] } } }),
      'shop/db/service spec.ports',
    ],
    [
      'the port of a Service behind an Ingress',
      api({ service: { spec: { ports: [{ port: 81, targetPort: 8080 }] } } }, route),
      'shop/api/service spec.ports',
    ],
    [
      'the number of a port of a container',
      api(
        { deployment: pod({ containers: [{ name: 'api', image: 'a:1', ports: [{ containerPort: 1 }] }] }) },
        { security: 'none' },
      ),
      'shop/api/deployment spec.template.spec',
    ],
    [
      'the name of a port of a container',
      (app) =>
        new ServiceFlow(app, 'api', {
          ...{ ...image, ...ports, security: 'none' as const },
          overrides: {
            deployment: pod({
              containers: [{ name: 'api', image: 'a:1', ports: [{ name: 'web', containerPort: 8080 }] }],
            }),
          },
        }),
      'shop/api/deployment spec.template.spec',
    ],
    [
      'a port that a probe uses',
      (app) =>
        new WorkerFlow(app, 'wrk', {
          ...{ ...image, ports: { http: { port: 8080 } }, security: 'none' as const },
          overrides: {
            deployment: pod({
              containers: [
                ...[{ name: 'wrk', image: 'a:1', ports: [{ name: 'web', containerPort: 8080 }] }].map((one) => ({
                  ...one,
                  livenessProbe: { httpGet: { path: '/', port: 'http' } },
                })),
              ],
            }),
          },
        }),
      'shop/wrk/deployment spec.template.spec',
    ],
    [
      'the target port of a Service',
      api({ service: { spec: { ports: [{ port: 80, targetPort: 'web' }] } } }),
      'shop/api/service spec.ports',
    ],
  ])('%s', (_, declare, path) => {
    expect(found(declare)).toEqual([`reference-lost ${path}`]);
  });

  it('and so is a patch, and a change of the tree', () => {
    const renamed = JsonPatch.replace('/metadata/name', 'x');
    const patched = (app: Application) => {
      const settings = app.config('settings', { data: { A: '1' } });
      (settings.node.findChild('configMap') as ApiObject).addJsonPatch(renamed);
      new WorkerFlow(app, 'wrk', { ...image, envFrom: [{ config: settings }] });
    };
    expect(found(patched)).toEqual(['reference-lost shop/config:settings/configMap metadata.name']);
    const scaling = (app: Application) => api({}, scaled)(app).object('deployment')?.addJsonPatch(renamed);
    expect(found(scaling)).toEqual(['reference-lost shop/api/deployment metadata.name']);
  });

  it('whose reference is in a construct of the user', () => {
    const policy = (app: Application) => {
      new WorkerFlow(app, 'wrk', { ...image, overrides: { deployment: relabelled } });
      new ApiObject(app, 'policy', {
        ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
        spec: { podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'shop', [nameLabel]: 'wrk' } } },
      });
    };
    expect(thrownIssues(() => inShop(policy)).map(({ message }) => message)).toEqual([
      '`shop/policy` selects the pods of `shop/wrk/deployment` by `app.kubernetes.io/name: wrk`, which an override or a patch changes',
    ]);
  });

  it('in the pods of a schedule', () => {
    const declare = (app: Application) => {
      new WorkerFlow(app, 'wrk', { ...image, placement: { apart: [{ flow: 'daily', topology: 'node' }] } });
      const template = { metadata: { labels: { [nameLabel]: 'x' } } };
      const overrides = { cronJob: { spec: { jobTemplate: { spec: { template } } } } };
      new ScheduleFlow(app, 'daily', { ...image, schedule: '@daily', overrides });
    };
    expect(found(declare)).toEqual([
      'reference-lost shop/daily/cronJob spec.jobTemplate.spec.template.metadata.labels',
    ]);
  });

  it('with the referring object, the old and the new name, a hint, and the line of the flow', () => {
    expect(thrownIssues(() => inShop(database({ service: named('x') })))).toEqual([
      {
        code: 'reference-lost',
        severity: 'error',
        path: 'shop/db/service metadata.name',
        message: '`shop/wrk` refers to the Service `shop-db`, but an override or a patch changes its name to `x`',
        hint: 'set the name in `naming.objects`, which references follow',
        location: expect.objectContaining({ file: expect.stringContaining('references.test.ts') }),
      },
    ]);
  });
});

describe('an override is allowed', () => {
  it.each<[string, (app: Application) => void]>([
    [
      'of a name that nothing refers to',
      (app) => new WorkerFlow(app, 'wrk', { ...image, overrides: { deployment: named('x') } }),
    ],
    [
      'of a name, if the reference is overridden too',
      api({ deployment: named('x'), hpa: { spec: { scaleTargetRef: { name: 'x' } } } }, scaled),
    ],
    [
      'of a selector, if all objects follow',
      api({
        deployment: relabelled,
        service: { spec: { selector: { [nameLabel]: 'x' } } },
      }),
    ],
    ['of a further label of pods', api({ deployment: labelled({ further: 'label' }) })],
    ['of a selector that is removed', api({ service: { spec: { selector: null } } })],
    ['of a port that nothing refers to', api({ service: { spec: { ports: [{ port: 81, targetPort: 8080 }] } } })],
    ['of the namespace of all objects of a flow', api({ deployment: elsewhere, service: elsewhere })],
    ['of a Service of a flow that is in the environment only', database({}, stateful)],
  ])('%s', (_, declare) => {
    expect(found(declare)).toEqual([]);
  });
});
