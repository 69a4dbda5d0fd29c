import { ApiObject, App, JsonPatch } from 'cdk8s';
import { HorizontalPodAutoscaler } from 'cdk8s-plus-28';
import { type Application, type ApplicationProps, environment, JobFlow, ServiceFlow, StoreFlow, text } from 'towpath';
import type { FlowModel } from '../../src/model/application-model';
import { Reference, Text } from '../../src/model/reference';
import { define } from '../helpers/define';

const dev = environment('dev', {
  apps: {
    shop: {
      tag: 'v1',
      namespace: 'shop-dev',
      configs: { settings: { data: { LEVEL: 'info' } } },
      secrets: { login: { name: 'shop-login', empty: true } },
      flows: { api: { replicas: 2 } },
    },
  },
});

function model(more: (shop: Application, api: ServiceFlow) => void = () => {}) {
  const Shop = define((shop: Application) => {
    const db = new StoreFlow(shop, 'db', { image: 'redis:7', port: 6379, volume: { mountPath: '/data', size: '1Gi' } });
    const config = shop.config('settings', { data: { DATABASE: text`redis://${db.host}:${db.port}` } });
    const secret = shop.secret('login');
    const media = shop.volume('media', { size: '5Gi' });
    const api = new ServiceFlow(shop, 'api', {
      image: shop.image('api', 'example/api'),
      port: 80,
      env: { PASSWORD: secret.key('password'), HOST: db.host },
      envFrom: [{ config }],
      volumes: { media: { claim: media, mountPath: '/media' } },
    });
    more(shop, api);
  });
  return new Shop(new App(), 'shop', { environment: dev } as ApplicationProps).model;
}

describe('the model of an application', () => {
  test('holds flows, configs, secrets, volumes and images, sorted by id', () => {
    const { application, instance, namespace, flows, configs, secrets, volumes, images } = model();
    expect({ application, instance, namespace }).toEqual({
      application: 'shop',
      instance: 'shop',
      namespace: 'shop-dev',
    });
    expect(flows.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['api service', 'db store']);
    expect(configs).toMatchObject([
      { id: 'settings', name: 'shop-settings', data: { LEVEL: 'info' }, rollsPods: true },
    ]);
    expect(secrets).toMatchObject([{ id: 'login', name: 'shop-login', empty: true }]);
    expect(volumes).toMatchObject([{ id: 'media', size: '5Gi', accessMode: 'ReadWriteMany' }]);
    expect(images).toMatchObject([{ name: 'api', repository: 'example/api' }]);
  });

  test('keeps references as tokens, which no target has resolved', () => {
    const { flows, configs } = model();
    const [api] = flows;
    const { env } = (api as FlowModel).spec as unknown as { env: Record<string, unknown> };
    expect(Reference.is(env.HOST)).toBe(true);
    expect(Text.is(configs[0]?.data.DATABASE)).toBe(true);
    expect(api?.edges).toEqual([{ flow: 'db', attribute: 'host' }]);
  });

  test('contains the layers that set each value', () => {
    const [api] = model().flows;
    const setter = api?.layers.findLast(({ data }) => (data as { replicas?: number }).replicas !== undefined);
    expect(setter?.origin).toBe('apps.shop.flows.api');
  });

  test('is frozen', () => {
    const shop = model();
    const [api] = shop.flows;
    const parts = [shop, shop.flows, api, api?.spec, api?.edges, shop.configs, shop.configs[0], shop.configs[0]?.data];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
  });
});

describe('additions to the objects', () => {
  test('are empty if the code uses only flows and parts', () => {
    expect(model().additions).toEqual([]);
  });

  test('are the overrides, patches and extra constructs, each listed once', () => {
    const { additions } = model((shop, api) => {
      new JobFlow(shop, 'clean', { image: 'busybox:1', overrides: { job: { spec: { backoffLimit: 9 } } } });
      api.object('deployment')?.addJsonPatch(JsonPatch.replace('/spec/replicas', 4));
      new ApiObject(shop, 'policy', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec: {} });
    });
    expect(additions).toEqual([
      { kind: 'patch', path: 'shop/api/deployment', flow: 'api' },
      { kind: 'override', path: 'shop/clean/job', flow: 'clean' },
      { kind: 'construct', path: 'shop/policy' },
    ]);
  });

  test('include an autoscaler of cdk8s-plus, but not the patch that it causes', () => {
    const { additions } = model((shop, api) => {
      new HorizontalPodAutoscaler(shop, 'scaler', { target: api, maxReplicas: 3 });
    });
    expect(additions).toEqual([{ kind: 'construct', path: 'shop/scaler' }]);
  });
});
