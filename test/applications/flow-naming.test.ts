import {
  type Application,
  environment,
  JobFlow,
  type Naming,
  ScheduleFlow,
  ServiceFlow,
  StoreFlow,
  WorkerFlow,
} from 'towpath';
import { objectOf, type SynthesizedApplication, synthesize } from 'towpath/testing';
import { define, issuesOf } from '../helpers/define';

const image = { image: 'a:1', user: 1 };
const inShop = (declare: (app: Application) => void, flows: Readonly<Record<string, object>> = {}, naming?: Naming) =>
  synthesize(define(declare, { naming }), environment('prod', { apps: { shop: { flows } } }), { id: 'shop' });
const nameOf = (app: SynthesizedApplication, flow: string, kind: string) => objectOf(app, flow, kind)?.metadata.name;
const labelsOf = (app: SynthesizedApplication, flow: string, kind: string) =>
  objectOf(app, flow, kind)?.metadata.labels;

describe('the name of an object of one flow', () => {
  it('is set in code and in an environment, and the environment decides', () => {
    const declare = (app: Application) =>
      new ServiceFlow(app, 'api', { ...image, port: 80, naming: { name: 'web', objects: { service: '{flow}-svc' } } });
    const [code, prod] = [{}, { api: { naming: { objects: { service: 'front' } } } }].map((flows) =>
      inShop(declare, flows),
    );
    expect(nameOf(code as SynthesizedApplication, 'api', 'deployment')).toBe('web');
    expect(nameOf(code as SynthesizedApplication, 'api', 'service')).toBe('api-svc');
    expect(nameOf(prod as SynthesizedApplication, 'api', 'deployment')).toBe('web');
    expect(nameOf(prod as SynthesizedApplication, 'api', 'service')).toBe('front');
  });

  it('extends the patterns of the application, and `null` removes one of them', () => {
    const declare = (app: Application) => {
      new ServiceFlow(app, 'api', { ...image, port: 80, naming: { name: 'web' } });
      new ServiceFlow(app, 'web', { ...image, port: 80, naming: { objects: { service: null } } });
    };
    const app = inShop(declare, {}, { name: '{app}-{env}-{flow}', objects: { service: '{flow}-svc' } });
    expect(nameOf(app, 'api', 'deployment')).toBe('web');
    expect(nameOf(app, 'api', 'service')).toBe('api-svc');
    expect(nameOf(app, 'web', 'service')).toBe('shop-prod-web');
  });

  it('is followed by the objects of the flow and by other flows', () => {
    const app = inShop((shop) => {
      const db = new StoreFlow(shop, 'db', {
        ...image,
        port: 5432,
        workload: 'statefulSet',
        naming: { objects: { statefulSet: 'postgres', service: 'postgres-headless' } },
      });
      new ServiceFlow(shop, 'api', {
        ...image,
        port: 80,
        env: { DB: db.host },
        autoscaling: { max: 2 },
        resources: { requests: { cpu: '1' } },
        route: { hosts: ['shop.example.org'], tls: true },
        serviceAccount: { rules: [{ resources: ['pods'], verbs: ['get'] }] },
        naming: {
          objects: {
            ...{ deployment: 'api-v1', service: 'api-svc', ingress: 'front', hpa: 'scale', serviceAccount: 'robot' },
            ...{ role: 'reader', roleBinding: 'robot-reads' },
          },
        },
      });
    });
    expect(objectOf(app, 'db', 'statefulset')).toMatchObject({
      metadata: { name: 'postgres' },
      spec: { serviceName: 'postgres-headless' },
    });
    const pod = { serviceAccountName: 'robot', containers: [{ env: [{ name: 'DB', value: 'postgres-headless' }] }] };
    expect(objectOf(app, 'api', 'deployment')).toMatchObject({
      metadata: { name: 'api-v1' },
      spec: { template: { spec: pod } },
    });
    expect(objectOf(app, 'api', 'hpa')).toMatchObject({
      metadata: { name: 'scale' },
      spec: { scaleTargetRef: { name: 'api-v1' } },
    });
    const http = { paths: [{ backend: { service: { name: 'api-svc' } } }] };
    expect(objectOf(app, 'api', 'ingress')).toMatchObject({
      metadata: { name: 'front' },
      spec: { rules: [{ http }], tls: [{ secretName: 'front-tls' }] },
    });
    expect(objectOf(app, 'api', 'rolebinding')).toMatchObject({
      metadata: { name: 'robot-reads' },
      roleRef: { name: 'reader' },
      subjects: [{ name: 'robot' }],
    });
  });

  it('of a claim is set for each disk, and pods use it', () => {
    const app = inShop((shop) => {
      new StoreFlow(shop, 'db', {
        ...image,
        port: 1,
        volume: { mountPath: '/data', size: '1Gi', claimName: '{env}-db' },
        volumes: { logs: { mountPath: '/logs', size: '1Gi', claimName: 'db-logs' } },
      });
    });
    expect([nameOf(app, 'db', 'pvc'), app.objects['db-pvc.logs']?.metadata.name]).toEqual(['prod-db', 'db-logs']);
    expect(objectOf(app, 'db', 'deployment')).toMatchObject({
      spec: {
        template: {
          spec: {
            volumes: [
              { name: 'data', persistentVolumeClaim: { claimName: 'prod-db' } },
              { name: 'logs', persistentVolumeClaim: { claimName: 'db-logs' } },
            ],
          },
        },
      },
    });
  });

  it('of a template of pods or Jobs is written only if it is set', () => {
    const app = inShop((shop) => {
      new JobFlow(shop, 'once', { ...image, naming: { objects: { pod: 'once-pod' } } });
      new ScheduleFlow(shop, 'daily', {
        ...image,
        schedule: '@daily',
        naming: { objects: { jobTemplate: 'daily-job', pod: 'daily-pod' } },
      });
      new ScheduleFlow(shop, 'weekly', { ...image, schedule: '@weekly' });
    });
    expect(objectOf(app, 'once', 'job')).toHaveProperty('spec.template.metadata.name', 'once-pod');
    const template = { metadata: { name: 'daily-job' }, spec: { template: { metadata: { name: 'daily-pod' } } } };
    expect(objectOf(app, 'daily', 'cronjob')).toMatchObject({ spec: { jobTemplate: template } });
    expect(objectOf(app, 'weekly', 'cronjob')).not.toHaveProperty('spec.jobTemplate.metadata.name');
  });

  it('of a ConfigMap and of a shared volume is set in code or in an environment, and flows use it', () => {
    const Shop = define((shop) => {
      const settings = shop.config('settings', { name: '{app}-{flow}-{env}', data: { A: '1' }, labels: { a: 'b' } });
      const media = shop.volume('media', { size: '1Gi', name: 'media-in-code' });
      const volumes = { media: { claim: media, mountPath: '/media' } };
      new WorkerFlow(shop, 'wrk', { ...image, envFrom: [{ config: settings }], volumes });
    });
    const volumes = { media: { name: '{env}-media' } };
    const app = synthesize(Shop, environment('prod', { apps: { shop: { volumes } } }), { id: 'shop' });
    expect(app.objects['_configmap.shop-settings-prod']?.metadata.labels).toHaveProperty('a', 'b');
    expect(app.objects).toHaveProperty(['_pvc.prod-media']);
    expect(objectOf(app, 'wrk', 'deployment')).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [{ envFrom: [{ configMapRef: { name: 'shop-settings-prod' } }] }],
            volumes: [{ persistentVolumeClaim: { claimName: 'prod-media' } }],
          },
        },
      },
    });
  });
});

describe('the selector of one flow', () => {
  it('is followed by all objects that select its pods, also by those of flows that are declared earlier', () => {
    const app = inShop((shop) => {
      new WorkerFlow(shop, 'wrk', { ...image, placement: { near: [{ flow: 'api', topology: 'node' }] } });
      new ServiceFlow(shop, 'api', {
        ...image,
        port: 80,
        disruption: { minAvailable: 1 },
        placement: { spread: [{ topology: 'zone' }], apart: [{ topology: 'node' }] },
        naming: { selector: { app: '{flow}-{env}' } },
      });
    });
    const matchLabels = { app: 'api-prod' };
    const required = (term: object) => ({ requiredDuringSchedulingIgnoredDuringExecution: [term] });
    expect(objectOf(app, 'api', 'service')).toHaveProperty('spec.selector', matchLabels);
    expect(objectOf(app, 'api', 'pdb')).toHaveProperty('spec.selector.matchLabels', matchLabels);
    expect(objectOf(app, 'api', 'deployment')).toMatchObject({
      spec: {
        selector: { matchLabels },
        template: {
          metadata: { labels: matchLabels },
          spec: {
            topologySpreadConstraints: [{ labelSelector: { matchLabels } }],
            affinity: { podAntiAffinity: required({ labelSelector: { matchLabels } }) },
          },
        },
      },
    });
    const near = { affinity: { podAffinity: required({ labelSelector: { matchLabels } }) } };
    expect(objectOf(app, 'wrk', 'deployment')).toMatchObject({ spec: { template: { spec: near } } });
  });

  it('cannot be set by an environment', () => {
    const declare = (app: Application) => new WorkerFlow(app, 'wrk', image);
    expect(issuesOf(() => inShop(declare, { wrk: { naming: { selector: { app: 'x' } } } }))).toEqual([
      'decided-by-application apps.shop.flows.wrk.naming.selector',
    ]);
  });

  it('has labels, and is not that of another flow', () => {
    const declare = (selector: Readonly<Record<string, string>>) => (app: Application) => {
      new WorkerFlow(app, 'one', { ...image, naming: { selector } });
      new WorkerFlow(app, 'two', { ...image, naming: { selector: { app: 'x' } } });
    };
    expect(issuesOf(() => inShop(declare({ app: 'x' })))).toEqual(['naming-invalid shop.naming']);
    expect(issuesOf(() => inShop(declare({ app: 'y' })))).toEqual([]);
    expect(issuesOf(() => inShop(declare({})))).toEqual(['naming-invalid shop.naming']);
  });
});

describe('pods of a Job without the labels of the selector', () => {
  const job = (app: Application, pod: Readonly<Record<string, string>>) =>
    new JobFlow(app, 'once', { ...image, naming: { selector: { app: 'once' }, objectLabels: { pod } } });
  const placed = (app: Application) =>
    new WorkerFlow(app, 'wrk', { ...image, placement: { apart: [{ flow: 'once', topology: 'node' }] } });

  it('cannot be selected by the placement of a flow', () => {
    const declare = (pod: Readonly<Record<string, string>>) => (app: Application) => [job(app, pod), placed(app)];
    expect(issuesOf(() => inShop(declare({})))).toEqual(['naming-invalid shop.naming']);
    expect(issuesOf(() => inShop(declare({ app: 'once', more: 'labels' })))).toEqual([]);
  });

  it('cannot be selected by a construct', () => {
    expect(issuesOf(() => inShop((app) => job(app, {}).toPodSelectorConfig()))).toEqual(['naming-invalid shop.once']);
    expect(issuesOf(() => inShop((app) => job(app, { app: 'once' }).toPodSelectorConfig()))).toEqual([]);
  });
});

describe('the labels of one kind of object', () => {
  it('replace those that towpath and the application set, and there may be none', () => {
    const naming = {
      labels: { app: '{flow}' },
      objectLabels: { service: { tier: 'web' }, deployment: {}, config: {}, pvc: { disk: '{flow}' } },
    };
    const Shop = define(
      (app) => {
        new ServiceFlow(app, 'api', { ...image, port: 80, disruption: { minAvailable: 1 } });
        app.config('settings', { data: { A: '1' } });
        app.volume('media', { size: '1Gi' });
      },
      { naming },
    );
    const app = synthesize(Shop, environment('prod'), { id: 'shop' });
    expect(labelsOf(app, 'api', 'service')).toEqual({ tier: 'web' });
    expect(labelsOf(app, 'api', 'deployment')).toBeUndefined();
    expect(labelsOf(app, 'api', 'pdb')).toEqual({ app: 'api' });
    expect(app.objects['_configmap.shop-settings']?.metadata).toEqual({ name: 'shop-settings' });
    expect(app.objects['_pvc.shop-media']?.metadata.labels).toEqual({ disk: 'media' });
  });

  it('are set by one flow, in code and in an environment', () => {
    const declare = (app: Application) =>
      new ServiceFlow(app, 'api', { ...image, port: 80, naming: { objectLabels: { service: { a: 'code' } } } });
    expect(labelsOf(inShop(declare), 'api', 'service')).toEqual({ a: 'code' });
    const flows = { api: { naming: { objectLabels: { service: { a: '{env}' } }, labels: { b: 'c' } } } };
    expect(labelsOf(inShop(declare, flows), 'api', 'service')).toEqual({ a: 'prod' });
    expect(labelsOf(inShop(declare, flows), 'api', 'deployment')).toEqual({ b: 'c' });
  });

  it('can be none in the claim templates of a StatefulSet', () => {
    const declare = (naming?: Naming) => (app: Application) =>
      new StoreFlow(app, 'db', {
        ...{ ...image, port: 1, workload: 'statefulSet' as const, volume: { mountPath: '/data', size: '1Gi' } },
        naming: naming as never,
      });
    const template = 'spec.volumeClaimTemplates.0.metadata';
    const app = inShop(declare({ objectLabels: { claimTemplate: {} } }));
    expect(objectOf(app, 'db', 'statefulset')).toHaveProperty(template, { name: 'data' });
    const labels = { 'app.kubernetes.io/name': 'db', 'app.kubernetes.io/instance': 'shop' };
    expect(objectOf(inShop(declare()), 'db', 'statefulset')).toHaveProperty(template, { name: 'data', labels });
  });

  it('can be none in the pods and templates of Jobs, and pods of a Deployment keep the labels of its selector', () => {
    const naming = { objectLabels: { pod: {}, jobTemplate: {} } };
    const app = inShop(
      (shop) => {
        new JobFlow(shop, 'once', image);
        new ScheduleFlow(shop, 'daily', { ...image, schedule: '@daily' });
        new WorkerFlow(shop, 'wrk', image);
      },
      {},
      naming,
    );
    expect(objectOf(app, 'once', 'job')).not.toHaveProperty('spec.template.metadata');
    expect(objectOf(app, 'daily', 'cronjob')).not.toHaveProperty('spec.jobTemplate.metadata');
    expect(objectOf(app, 'daily', 'cronjob')).not.toHaveProperty('spec.jobTemplate.spec.template.metadata');
    expect(objectOf(app, 'wrk', 'deployment')).toHaveProperty('spec.template.metadata.labels', {
      'app.kubernetes.io/name': 'wrk',
      'app.kubernetes.io/instance': 'shop',
    });
  });

  it('do not replace the labels that the flow sets itself', () => {
    const declare = (app: Application) =>
      new WorkerFlow(app, 'wrk', {
        ...{ ...image, labels: { team: 'web' }, podLabels: { pod: 'yes' } },
        naming: { objectLabels: { deployment: {}, pod: {} } },
      });
    const app = inShop(declare);
    expect(labelsOf(app, 'wrk', 'deployment')).toEqual({ team: 'web' });
    expect(objectOf(app, 'wrk', 'deployment')).toHaveProperty('spec.template.metadata.labels.pod', 'yes');
  });
});

describe('errors', () => {
  it.each<[string, object, string]>([
    [
      'an object that the kind does not have',
      { objects: { service: 'x' } },
      'unknown-object shop.wrk.naming.objects.service',
    ],
    [
      'labels of an object that the kind does not have',
      { objectLabels: { claimTemplate: {} } },
      'unknown-object shop.wrk.naming.objectLabels.claimTemplate',
    ],
    ['a placeholder that does not exist', { name: '{team}-x' }, 'invalid-value shop.wrk.naming.name'],
    ['a value that a label cannot have', { labels: { app: 'a b' } }, 'invalid-value shop.wrk.naming.labels.app'],
    ['a name that is too long', { name: 'x'.repeat(64) }, 'invalid-name shop.wrk'],
    ['a name that a Deployment cannot have', { name: 'a.b' }, 'invalid-name shop.wrk'],
  ])('%s', (_, naming, issue) => {
    const declare = (app: Application) => new WorkerFlow(app, 'wrk', { ...image, naming: naming as never });
    expect(issuesOf(() => inShop(declare))).toEqual([issue]);
  });

  it('two flows with the same name for objects of one kind', () => {
    const declare = (name: string) => (app: Application) => {
      new WorkerFlow(app, 'one', { ...image, naming: { name: 'same' } });
      new WorkerFlow(app, 'two', { ...image, naming: { name } });
      new ScheduleFlow(app, 'three', { ...image, schedule: '@daily', naming: { name: 'same' } });
    };
    expect(issuesOf(() => inShop(declare('same')))).toEqual(['naming-invalid shop.naming']);
    expect(issuesOf(() => inShop(declare('other')))).toEqual([]);
  });

  it('the name of a claim in a StatefulSet, which names a claim for each pod', () => {
    const declare = (app: Application) =>
      new StoreFlow(app, 'db', {
        ...{ ...image, port: 1, workload: 'statefulSet' as const },
        volume: { mountPath: '/data', size: '1Gi', claimName: 'x' },
      });
    expect(issuesOf(() => inShop(declare))).toEqual(['invalid-value shop.db.volume.claimName']);
  });
});
