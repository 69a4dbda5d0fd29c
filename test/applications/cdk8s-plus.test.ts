import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Helm, Include } from 'cdk8s';
import * as plus28 from 'cdk8s-plus-28';
import * as plus34 from 'cdk8s-plus-34';
import { type Application, environment, type Flow, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { plus } from 'towpath/plus';
import { objectOf, podOf, synthesize } from 'towpath/testing';
import { define, issuesOf, thrownIssues } from '../helpers/define';
import { folderWith } from '../helpers/files';

/** The tests use the types of one version. The compiler checks below that both versions accept a flow. */
const versions = { 'cdk8s-plus-28': plus28, 'cdk8s-plus-34': plus34 as unknown as typeof plus28 };

type Everything<Scalable, Selector, Peer, Subject> = [Scalable, Selector, Peer, Subject];
type Asked28 = Everything<plus28.IScalable, plus28.IPodSelector, plus28.INetworkPolicyPeer, plus28.ISubject>;
type Asked34 = Everything<plus34.IScalable, plus34.IPodSelector, plus34.INetworkPolicyPeer, plus34.ISubject>;

const resources = { requests: { cpu: '100m' } };
const web = { image: 'nginx:1.27', user: 101, port: 8080, resources };
const inShop = (
  declare: (shop: Application) => void,
  props: Parameters<typeof environment>[1] = { namespace: 'here' },
) => synthesize(define(declare), environment('dev', props), { id: 'shop' });
const external = (host: string) => ({
  namespace: 'here',
  apps: { shop: { flows: { db: { external: { host, port: 1 } } } } },
});
const labels = (flow: string) => ({ 'app.kubernetes.io/name': flow, 'app.kubernetes.io/instance': 'shop' });

it('a flow has the types that each version requires', () => {
  inShop((shop) => {
    const api = new ServiceFlow(shop, 'api', { ...web, serviceAccountToken: true });
    const wrk = new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1 });
    const db = new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1 });
    for (const flow of [api, wrk, db] satisfies Flow[]) {
      const asked: [Asked28, Asked34] = [
        [flow, flow, flow, flow],
        [flow, flow, flow, flow],
      ];
      expect(asked.flat().every((one) => one === flow)).toBe(true);
    }
    const backends: [plus28.IngressBackend, plus34.IngressBackend] = [
      plus(plus28).ingressBackend(api),
      plus(plus34).ingressBackend(db),
    ];
    const services: [plus28.Service, plus34.Service] = [plus(plus28).service(api), plus(plus34).service(db)];
    const containers: [plus28.Container, plus34.Container] = [plus(plus28).container(wrk), plus(plus34).container(wrk)];
    const account: plus28.IServiceAccount & plus34.IServiceAccount = plus(plus34).serviceAccount(api);
    for (const made of [...backends, ...services, ...containers, account]) expect(made).toBeDefined();
  });
});

describe.each(Object.entries(versions))('%s', (_, kplus) => {
  it('a flow uses resources of cdk8s-plus by their names', () => {
    const app = inShop((shop) => {
      const secret = new kplus.Secret(shop, 'secret', { metadata: { name: 'keys' } });
      const config = new kplus.ConfigMap(shop, 'config', { metadata: { name: 'texts' } });
      new WorkerFlow(shop, 'wrk', {
        image: 'a:1',
        user: 1,
        pullSecrets: [kplus.Secret.fromSecretName(shop, 'registry', 'registry')],
        serviceAccount: { existing: new kplus.ServiceAccount(shop, 'account', { metadata: { name: 'me' } }) },
        env: { KEY: { secret, key: 'a' } },
        envFrom: [{ config }],
        volumes: {
          keys: { secret, mountPath: '/keys' },
          all: { projected: [{ secret }, { config }], mountPath: '/all' },
          media: { claim: kplus.PersistentVolumeClaim.fromClaimName(shop, 'media', 'media'), mountPath: '/media' },
        },
      });
    });
    expect(podOf(app, 'wrk')?.spec).toMatchObject({
      imagePullSecrets: [{ name: 'registry' }],
      serviceAccountName: 'me',
      containers: [
        {
          env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'keys', key: 'a' } } }],
          envFrom: [{ configMapRef: { name: 'texts' } }],
        },
      ],
      volumes: [
        { name: 'keys', secret: { secretName: 'keys' } },
        { name: 'all', projected: { sources: [{ secret: { name: 'keys' } }, { configMap: { name: 'texts' } }] } },
        { name: 'media', persistentVolumeClaim: { claimName: 'media' } },
      ],
    });
  });

  it('a resource of the wrong kind is refused', () => {
    const wrong = () =>
      inShop((shop) => {
        const config = new kplus.ConfigMap(shop, 'config');
        new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1, env: { KEY: { secret: config, key: 'a' } } });
      });
    expect(issuesOf(wrong)).toEqual(['invalid-value shop.wrk.env.KEY']);
    expect(thrownIssues(wrong)[0]?.message).toContain('"secret":"a ConfigMap"');
  });

  describe('an autoscaler that targets a flow', () => {
    const scaled = (props: object = {}) =>
      inShop(
        (shop) => {
          const api = new ServiceFlow(shop, 'api', { ...web, ...props });
          new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1 });
          new kplus.HorizontalPodAutoscaler(shop, 'hpa', { target: api, maxReplicas: 5 });
        },
        { namespace: 'here', apps: { shop: { flows: { api: { replicas: 3 } } } } },
      );

    it('removes replicas from the object and from the spec', () => {
      const app = scaled();
      expect(objectOf(app, 'api', 'deployment')).not.toHaveProperty('spec.replicas');
      expect(app.files['api-deployment.yaml']).not.toContain('replicas');
      expect(app.specs.api).not.toHaveProperty('replicas');
      expect(app.specs.api).toMatchObject({ kind: 'service', port: 8080 });
      expect(Object.isFrozen(app.specs.api)).toBe(true);
      expect(app.objects['_hpa.shop-hpa']).toMatchObject({
        spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop-api' } },
      });
    });

    it('keeps the replicas of other flows', () => {
      const app = scaled();
      expect(app.specs.wrk).toHaveProperty('replicas', 1);
      expect(objectOf(app, 'wrk', 'deployment')).toHaveProperty('spec.replicas', 1);
    });

    it.each([3, null])('removes replicas even if an override sets %s', (replicas) => {
      const app = scaled({ overrides: { deployment: { metadata: { name: 'other' }, spec: { replicas } } } });
      expect(objectOf(app, 'api', 'deployment')).not.toHaveProperty('spec.replicas');
      expect(app.objects['_hpa.shop-hpa']).toHaveProperty('spec.scaleTargetRef.name', 'other');
    });

    it('sets hasAutoscaler, and makes a second autoscaler an error', () => {
      const seen: boolean[] = [];
      const found = thrownIssues(() =>
        inShop((shop) => {
          const api = new ServiceFlow(shop, 'api', web);
          seen.push(api.hasAutoscaler);
          expect(api.toScalingTarget().replicas).toBe(1);
          new kplus.HorizontalPodAutoscaler(shop, 'one', { target: api, maxReplicas: 5 });
          seen.push(api.hasAutoscaler);
          expect(api.toScalingTarget().replicas).toBeUndefined();
          new kplus.HorizontalPodAutoscaler(shop, 'two', { target: api, maxReplicas: 5 });
        }),
      );
      expect(seen).toEqual([false, true]);
      expect(found).toEqual([expect.objectContaining({ code: 'autoscaled-twice', path: 'shop.api' })]);
      expect(found[0]?.location?.file).toContain('cdk8s-plus.test.ts');
    });

    it('without metrics needs resources', () => {
      expect(issuesOf(() => scaled({ resources: null }))).toEqual(['construct-invalid shop/hpa']);
      for (const kind of ['requests', 'limits'] as const) {
        expect(issuesOf(() => scaled({ resources: { [kind]: { memory: '64Mi' } } }))).toEqual([]);
        expect(issuesOf(() => scaled({ resources: { [kind]: { cpu: '1' } } }))).toEqual([]);
      }
    });

    it('can measure the container of the flow', () => {
      const app = inShop((shop) => {
        const api = new ServiceFlow(shop, 'api', { ...web, resources: null });
        const target = kplus.MetricTarget.averageUtilization(70);
        const metrics = [kplus.Metric.containerCpu({ container: plus(kplus).container(api), target })];
        new kplus.HorizontalPodAutoscaler(shop, 'hpa', { target: api, maxReplicas: 5, metrics });
      });
      expect(app.objects['_hpa.shop-hpa']).toHaveProperty('spec.metrics.0.containerResource.container', 'api');
    });

    it('knows a container that keeps its name, and a port that has one', () => {
      const { port: _, ...rest } = web;
      inShop((shop) => {
        const ports = { http: { port: 8080 } };
        const api = new ServiceFlow(shop, 'api', { ...rest, containerName: 'nginx', ports });
        expect(plus(kplus).container(api)).toMatchObject({ name: 'nginx', portNumber: 8080 });
        expect(api.toScalingTarget().containers).toMatchObject([{ name: 'nginx' }]);
      });
    });

    it('is refused for a store and for an external flow', () => {
      const declare = (shop: Application) => {
        const db = new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1, resources });
        new kplus.HorizontalPodAutoscaler(shop, 'hpa', { target: db, maxReplicas: 5 });
      };
      expect(issuesOf(() => inShop(declare))).toEqual(['not-scalable shop.db']);
      const [issue, ...others] = thrownIssues(() => inShop(declare, external('db.example.org')));
      expect(issue).toMatchObject({ code: 'not-deployed-here', path: 'shop.db' });
      expect(issue?.location?.file).toContain('cdk8s-plus.test.ts');
      expect(others).toEqual([]);
      inShop((shop) => {
        const db = new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1 });
        expect(db.toScalingTarget().replicas).toBe(1);
      });
    });

    it('does not hide other problems of the flows', () => {
      const broken = (shop: Application) => {
        const api = new ServiceFlow(shop, 'api', { ...web, port: 0 });
        new kplus.HorizontalPodAutoscaler(shop, 'hpa', { target: api, maxReplicas: 5 });
        new WorkerFlow(shop, 'wrk', { image: 'a:1', user: -1 });
      };
      expect(issuesOf(() => inShop(broken))).toEqual(['invalid-value shop.api.port', 'invalid-value shop.wrk.user']);
    });
  });

  describe('a network policy', () => {
    const declare = (shop: Application) => {
      const api = new ServiceFlow(shop, 'api', web);
      const db = new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1 });
      new kplus.NetworkPolicy(shop, 'policy', {
        selector: api,
        ingress: { rules: [{ peer: api }] },
        egress: { rules: [{ peer: db, ports: [kplus.NetworkPolicyPort.tcp(1)] }] },
      });
    };
    const peer = (flow: string) => ({
      podSelector: { matchLabels: labels(flow) },
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'here' } },
    });

    it('selects the pods of a flow and names them as peers', () => {
      const policy = inShop(declare).objects['_networkpolicy.shop-policy'];
      expect(policy?.metadata.namespace).toBe('here');
      expect(policy?.spec).toMatchObject({
        podSelector: { matchLabels: labels('api') },
        ingress: [{ from: [peer('api')] }],
        egress: [{ to: [peer('db')] }],
      });
    });

    it('selects no namespace if none is set', () => {
      const policy = inShop(declare, {}).objects['_networkpolicy.shop-policy'];
      expect(policy?.metadata).not.toHaveProperty('namespace');
      expect(policy).toHaveProperty('spec.egress.0.to', [{ podSelector: { matchLabels: labels('db') } }]);
    });

    it('follows a flow that an override moves to another namespace', () => {
      const there = { metadata: { namespace: 'there' } };
      const overrides = { deployment: there, service: there };
      const app = inShop((shop) => {
        new kplus.NetworkPolicy(shop, 'policy', { selector: new ServiceFlow(shop, 'api', { ...web, overrides }) });
      });
      expect(app.objects['_networkpolicy.there.shop-policy']?.metadata.namespace).toBe('there');
    });

    it.each([
      ['10.0.0.5', '10.0.0.5/32'],
      ['2001:db8::1', '2001:db8::1/128'],
    ])('uses the address of a flow that is external at %s', (host, cidr) => {
      const policy = inShop(declare, external(host)).objects['_networkpolicy.shop-policy'];
      expect(policy).toHaveProperty('spec.egress.0.to', [{ ipBlock: { cidr } }]);
    });

    it('cannot use a flow that is external with a host name', () => {
      const [issue, ...others] = thrownIssues(() => inShop(declare, external('db.example.org')));
      expect(issue).toMatchObject({ code: 'not-deployed-here', path: 'shop.db' });
      expect(issue?.hint).toContain('NetworkPolicyIpBlock');
      expect(others).toEqual([]);
    });

    it('cannot select the pods of an external flow', () => {
      const select = (shop: Application) => {
        const selector = new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1 });
        new kplus.NetworkPolicy(shop, 'policy', { selector });
      };
      expect(issuesOf(() => inShop(select, external('10.0.0.5')))).toEqual(['not-deployed-here shop.db']);
    });

    it('does not hide other problems of the flow', () => {
      const broken = (shop: Application) => {
        new kplus.NetworkPolicy(shop, 'policy', { selector: new ServiceFlow(shop, 'api', { ...web, port: 0 }) });
        new WorkerFlow(shop, 'wrk', { image: 'a:1', user: -1 });
      };
      expect(issuesOf(() => inShop(broken))).toEqual(['invalid-value shop.api.port', 'invalid-value shop.wrk.user']);
    });

    it('is created for connections with pods of cdk8s-plus, in both directions', () => {
      const connect = (shop: Application) => {
        const db = new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1 });
        const other = new kplus.Deployment(shop, 'other', { containers: [{ image: 'a:1', portNumber: 5 }] });
        other.connections.allowTo(db);
      };
      const policies = (props?: Parameters<typeof environment>[1]) =>
        Object.values(inShop(connect, props).objects).filter(({ kind }) => kind === 'NetworkPolicy');
      expect(policies().map(({ spec }) => Object.keys(spec as object).sort())).toEqual([
        ['egress', 'podSelector', 'policyTypes'],
        ['ingress', 'podSelector', 'policyTypes'],
      ]);
      // A connection to an address needs a policy on one side only.
      expect(policies(external('10.0.0.5'))).toHaveLength(1);
    });
  });

  it('a Service and the placement of a pod can select a flow', () => {
    const app = inShop((shop) => {
      const api = new ServiceFlow(shop, 'api', web);
      new kplus.Service(shop, 'more', { selector: api, ports: [{ port: 81 }] });
      const other = new kplus.Deployment(shop, 'other', { containers: [{ image: 'a:1' }] });
      other.scheduling.colocate(api);
    });
    expect(app.objects['_service.shop-more']).toHaveProperty('spec.selector', labels('api'));
    const affinity = 'spec.template.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution.0';
    expect(app.objects['_deployment.shop-other']).toHaveProperty(
      `${affinity}.labelSelector.matchLabels`,
      labels('api'),
    );
  });

  describe('a role', () => {
    const bind = (props: object) => (shop: Application) => {
      const api = new ServiceFlow(shop, 'api', { ...web, ...props });
      const role = new kplus.Role(shop, 'role');
      role.allowRead(kplus.ApiResource.PODS);
      role.bind(api);
    };
    const binding = (app: ReturnType<typeof inShop>) =>
      Object.values(app.objects).find(({ kind }) => kind === 'RoleBinding');

    it('is bound to the account that the pods of a flow run as', () => {
      expect(binding(inShop(bind({ serviceAccountToken: true })))).toHaveProperty('subjects', [
        { apiGroup: '', kind: 'ServiceAccount', name: 'default', namespace: 'here' },
      ]);
    });

    it('is not bound to pods that have no token', () => {
      const [issue] = thrownIssues(() => inShop(bind({})));
      expect(issue).toMatchObject({ code: 'no-identity', hint: expect.stringContaining('serviceAccount') });
    });

    it('names no namespace if none is set', () => {
      expect(binding(inShop(bind({ serviceAccountToken: true }), {}))).toHaveProperty('subjects', [
        { apiGroup: '', kind: 'ServiceAccount', name: 'default' },
      ]);
    });

    it('is not bound to an external flow', () => {
      const elsewhere = { namespace: 'here', apps: { shop: { flows: { api: { external: { host: '10.0.0.5' } } } } } };
      expect(thrownIssues(() => inShop(bind({}), elsewhere))[0]).toMatchObject({ code: 'not-deployed-here' });
    });

    it('finds the account by name', () => {
      inShop((shop) => {
        const api = new ServiceFlow(shop, 'api', { ...web, serviceAccountToken: true });
        const account = plus(kplus).serviceAccount(api);
        expect(account).toMatchObject({ kind: 'ServiceAccount', name: 'default' });
        expect(plus(kplus).serviceAccount(api)).toBe(account);
        expect((account as unknown as plus28.ISubject).toSubjectConfiguration().namespace).toBe('here');
      });
    });
  });

  describe('an ingress', () => {
    const declare =
      (overrides = {}, port?: number) =>
      (shop: Application) => {
        const db = new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 8080, overrides });
        const ingress = new kplus.Ingress(shop, 'web');
        const { ingressBackend } = plus(kplus);
        ingress.addRule('/', ingressBackend(db, port ? { port } : undefined));
        ingress.addRule('/again', ingressBackend(db, port ? { port } : undefined));
      };
    const backend = (app: ReturnType<typeof inShop>) =>
      Object.entries(app.objects['_ingress.shop-web'] ?? {}).flatMap(([key, spec]) =>
        key === 'spec' ? [spec] : [],
      )[0];

    it('leads to the Service of a flow, and no second Service is written', () => {
      const app = inShop(declare());
      expect(backend(app)).toHaveProperty('rules.0.http.paths.1.backend.service', {
        name: 'shop-db',
        port: { number: 8080 },
      });
      expect(Object.keys(app.objects)).toEqual(['_ingress.shop-web', 'db-deployment', 'db-service']);
    });

    it('leads to the name and the ports that overrides set', () => {
      const ports = [
        { name: 'a', port: 80 },
        { name: 'b', port: 90 },
      ];
      const app = inShop(declare({ service: { metadata: { name: 'other' }, spec: { ports } } }, 90));
      expect(backend(app)).toHaveProperty('rules.0.http.paths.0.backend.service', {
        name: 'other',
        port: { number: 90 },
      });
    });

    it('cannot lead to an external flow', () => {
      const [issue] = thrownIssues(() => inShop(declare(), external('10.0.0.5')));
      expect(issue).toMatchObject({ code: 'not-deployed-here', path: 'shop.db' });
      expect(issue?.location?.file).toContain('cdk8s-plus.test.ts');
    });

    it('can be created from the Service itself, and is written', () => {
      const app = inShop((shop) => {
        const service = plus(kplus).service(new ServiceFlow(shop, 'api', web));
        expect(service).toBeInstanceOf(kplus.Service);
        expect([service.name, service.port, service.metadata.namespace]).toEqual(['shop-api', 8080, 'here']);
        service.exposeViaIngress('/');
        const there = { metadata: { namespace: 'there' } };
        const overrides = { deployment: there, service: there };
        const moved = plus(kplus).service(new StoreFlow(shop, 'db', { image: 'a:1', user: 1, port: 1, overrides }));
        expect(moved.metadata.namespace).toBe('there');
      });
      const ofApi = Object.keys(app.objects).filter((file) => file.startsWith('api'));
      expect(ofApi).toEqual(['api-deployment', 'api-ingress.plus-service-Ingress', 'api-service']);
    });
  });
});

describe('outside of flows', () => {
  const thing = 'apiVersion: example.org/v1\nkind: Thing\nmetadata: { name: included }\n';

  it('the objects of an included YAML file and of custom kinds are written', () => {
    const folder = folderWith({ 'things.yaml': `${thing}---\n${thing.replace('included', 'second')}` });
    const app = inShop((shop) => {
      new ServiceFlow(shop, 'api', web);
      new Include(shop, 'things', { url: join(folder, 'things.yaml') });
      new ApiObject(shop, 'certificate', {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'web' },
        spec: { dnsNames: ['example.org'] },
      });
    });
    const files = ['_certificate.web', '_thing.included', '_thing.second', 'api-deployment', 'api-service'];
    expect(Object.keys(app.objects)).toEqual(files);
    expect(app.objects['_certificate.web']).toMatchObject({
      metadata: { namespace: 'here' },
      spec: { dnsNames: ['example.org'] },
    });
  });

  /** Replaces Helm: renders the only template of the chart with the name from the values. */
  const fakeHelm = `#!${process.execPath}
const { readFileSync } = require('node:fs');
const values = readFileSync(process.argv[process.argv.indexOf('-f') + 1], 'utf8');
const template = readFileSync(process.argv.at(-1) + '/templates/thing.yaml', 'utf8');
process.stdout.write(template.replace('{{ .Values.name }}', /^name: (.*)$/m.exec(values)[1]));
`;

  it('the objects of a Helm chart are written', () => {
    // A script replaces Helm, because this test does not check how charts are rendered.
    const bin = folderWith({ helm: fakeHelm });
    chmodSync(join(bin, 'helm'), 0o755);
    const chart = folderWith({
      'Chart.yaml': 'apiVersion: v2\nname: things\nversion: 1.0.0\n',
      'templates/thing.yaml': thing.replace('included', '{{ .Values.name }}'),
    });
    const app = inShop((shop) => {
      new ServiceFlow(shop, 'api', web);
      new Helm(shop, 'chart', { chart, helmExecutable: join(bin, 'helm'), values: { name: 'charted' } });
    });
    expect(Object.keys(app.objects)).toEqual(['_thing.charted', 'api-deployment', 'api-service']);
  });
});

it.each([
  [{}, 'shop-api'],
  [{ existing: 'theirs' }, 'theirs'],
] as const)('a flow with the account %j is bound as %s', (serviceAccount, name) => {
  inShop((shop) => {
    const api = new ServiceFlow(shop, 'api', { ...web, serviceAccount });
    expect(api.toSubjectConfiguration()).toMatchObject({ name, namespace: 'here' });
  });
});

it('a flow that sets autoscaling cannot be the target of another autoscaler', () => {
  const found = thrownIssues(() =>
    inShop((shop) => {
      const api = new ServiceFlow(shop, 'api', { ...web, autoscaling: { max: 3 } });
      expect(api.hasAutoscaler).toBe(true);
      new plus34.HorizontalPodAutoscaler(shop, 'hpa', { target: api, maxReplicas: 5 });
    }),
  );
  expect(found).toEqual([
    expect.objectContaining({ code: 'autoscaled-twice', message: expect.stringContaining('sets `autoscaling`') }),
  ]);
});
