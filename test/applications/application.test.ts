import { App } from 'cdk8s';
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, environment, ServiceFlow, StoreFlow, text, WorkerFlow } from 'towpath';
import { objectOf, synthesize } from 'towpath/testing';
import { z } from 'zod';
import { edgesOf } from '../../src/model/edges';
import { define, issuesOf, thrownIssues } from '../helpers/define';

const dev = environment('dev', { apps: { shop: { tag: 'v1' } } });
const inApp = (declare: Parameters<typeof define>[0], where = dev, extra = {}) =>
  synthesize(define(declare, extra), where);
const redis = { image: 'redis:7.4', user: 999, port: 6379 };
const web = { image: 'nginx:1.27', user: 101, port: 8080 };

describe('references', () => {
  it('resolve to the names and ports of flows, and are recorded', () => {
    const app = inApp((shop) => {
      const db = new StoreFlow(shop, 'db', redis);
      const env = { HOST: db.host, PORT: db.port, URL: text`redis://${db.host}:${db.port}/0` };
      new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1, env });
    });
    expect(objectOf(app, 'wrk', 'deployment')).toHaveProperty('spec.template.spec.containers.0.env', [
      { name: 'HOST', value: 'shop-db' },
      { name: 'PORT', value: '6379' },
      { name: 'URL', value: 'redis://shop-db:6379/0' },
    ]);
    expect(edgesOf(app.specs.wrk as never)).toEqual([
      { flow: 'db', attribute: 'host' },
      { flow: 'db', attribute: 'port' },
    ]);
  });

  it('can form a cycle by id, before the flow is declared', () => {
    const app = inApp((shop) => {
      new ServiceFlow(shop, 'a', {
        ...web,
        env: { OTHER: text`http://${shop.flow('b').host}:${shop.flow('b').port}` },
      });
      new ServiceFlow(shop, 'b', { ...web, port: 9090, env: { OTHER: shop.flow('a').host } });
    });
    expect(objectOf(app, 'a', 'deployment')).toHaveProperty(
      'spec.template.spec.containers.0.env.0.value',
      'http://shop-b:9090',
    );
  });

  it('to a flow that does not exist or has no port are errors', () => {
    const issues = thrownIssues(() =>
      inApp((shop) => {
        new WorkerFlow(shop, 'wrk', {
          image: 'a:1',
          user: 1,
          env: { A: shop.flow('wkr').host, B: shop.flow('wrk').port },
        });
      }),
    );
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ['reference-unresolved', 'shop.wrk'],
      ['reference-unresolved', 'shop.wrk'],
    ]);
    expect(issues[0]?.message).toContain('did you mean `wrk`?');
  });

  it('can be used in constructs of cdk8s', () => {
    const app = inApp((shop) => {
      const db = new StoreFlow(shop, 'db', redis);
      const { ApiObject } = jest.requireActual<typeof import('cdk8s')>('cdk8s');
      new ApiObject(shop, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { url: text`redis://${db.host}` } });
    });
    expect(app.objects['_configmap.shop-config']).toHaveProperty('data.url', 'redis://shop-db');
  });
});

describe('who decides', () => {
  it('refuses in code what an environment decides, with the user’s line', () => {
    const [issue] = thrownIssues(() =>
      inApp((shop) => new ServiceFlow(shop, 'api', { ...web, nodePort: 30080 } as never)),
    );
    expect(issue).toMatchObject({
      code: 'decided-by-deployment',
      path: 'shop.api.nodePort',
      location: { file: 'test/applications/application.test.ts', line: expect.any(Number) },
      hint: expect.stringContaining('apps.shop.flows.api'),
    });
  });

  it('collects all problems of all flows', () => {
    const found = issuesOf(() =>
      inApp((shop) => {
        new ServiceFlow(shop, 'api', { image: 'nginx', port: 0, replcas: 2 } as never);
        new WorkerFlow(shop, 'wrk', { image: shop.image('wrk', 'example/wrk'), env: { A: 5 } } as never);
        new StoreFlow(shop, 'db', { ...redis, volume: { mountPath: 'data', size: '1 GB' } });
      }),
    );
    expect(found.sort()).toEqual([
      'invalid-value shop.api.image',
      'invalid-value shop.api.port',
      'invalid-value shop.db.volume.mountPath',
      'invalid-value shop.db.volume.size',
      'invalid-value shop.wrk.env.A',
      'unknown-key shop.api.replcas',
    ]);
  });

  it('refuses an overlay that another kind of flow has', () => {
    const where = environment('dev', { apps: { shop: { flows: { wrk: { expose: 'nodePort' } } } } });
    expect(issuesOf(() => inApp((shop) => new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1 }), where))).toEqual([
      'unknown-key apps.shop.flows.wrk.expose',
    ]);
  });

  it('applies defaults to the flows that have the property', () => {
    const where = environment('dev', { defaults: { replicas: 4, expose: 'loadBalancer' } });
    const app = inApp((shop) => {
      new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1 });
      new ServiceFlow(shop, 'api', web);
      new StoreFlow(shop, 'db', redis);
    }, where);
    expect(objectOf(app, 'wrk', 'deployment')).toHaveProperty('spec.replicas', 4);
    expect(objectOf(app, 'api', 'service')).toHaveProperty('spec.type', 'LoadBalancer');
    expect(objectOf(app, 'db', 'deployment')).toHaveProperty('spec.replicas', 1);
  });

  it('shows the found value, including references in it', () => {
    const Shop = define((app) => {
      const db = new StoreFlow(app, 'db', { image: 'a:1', user: 1, port: 1 });
      new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, env: { A: { secret: db.host, key: 'a' } as never } });
    });
    const [issue] = thrownIssues(() => synthesize(Shop, environment('dev'), { id: 'shop' }));
    expect(issue?.message).toContain('found `{"secret":"a reference","key":"a"}`');
  });

  it('does not let an environment remove what only the code decides', () => {
    const flows = { db: { volume: null } } as never;
    expect(issuesOf(() => environment('prod', { apps: { shop: { flows } } }))).toEqual([
      'invalid-value apps.shop.flows.db.volume',
    ]);
    const tuned = { db: { volume: { size: '2Gi' } } };
    expect(issuesOf(() => environment('prod', { apps: { shop: { flows: tuned } } }))).toEqual([]);
  });

  it('replaces a single value as a whole, even if it is written as a map', () => {
    const Shop = define((app) => {
      new WorkerFlow(app, 'wrk', {
        image: 'a:1',
        user: 1,
        env: { LEVEL: { secret: 'levels', key: 'a', optional: true } },
      });
    });
    const flows = { wrk: { env: { LEVEL: { config: 'settings', key: 'level' } } } };
    const { specs } = synthesize(Shop, environment('dev', { apps: { shop: { flows } } }), { id: 'shop' });
    expect(specs.wrk).toHaveProperty('env', { LEVEL: { config: 'settings', key: 'level' } });
  });

  it('layers code < environment < application < flow, and null removes a value or a default', () => {
    const where = environment('dev', {
      defaults: { env: { A: 'environment', B: 'environment', C: 'environment' }, replicas: 2 },
      apps: {
        shop: {
          defaults: { env: { B: 'application', C: 'application', GONE: null } },
          flows: { wrk: { env: { C: 'flow' }, replicas: null } },
        },
      },
    });
    const env = { A: 'code', B: 'code', C: 'code', D: 'code', GONE: 'code' };
    const app = inApp((shop) => new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1, env }), where);
    expect(app.specs.wrk).toMatchObject({ env: { A: 'environment', B: 'application', C: 'flow', D: 'code' } });
    expect(app.specs.wrk).not.toHaveProperty('env.GONE');
    expect(objectOf(app, 'wrk', 'deployment')).not.toHaveProperty('spec.replicas');
  });

  it('writes variables sorted by name, regardless of the layers that set them', () => {
    const where = environment('dev', { apps: { shop: { flows: { wrk: { env: { B: 'flow' } } } } } });
    const env = { C: 'code', A: 'code' };
    const app = inApp((shop) => new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1, env }), where);
    const written = objectOf(app, 'wrk', 'deployment') as never as {
      spec: { template: { spec: { containers: [{ env: { name: string }[] }] } } };
    };
    expect(written.spec.template.spec.containers[0].env.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  });

  it('reports flows and images in an environment that the application does not have', () => {
    const where = environment('dev', {
      apps: { shop: { images: { apl: { tag: 'v1' } }, flows: { apl: { replicas: 2 } } } },
    });
    const issues = thrownIssues(() =>
      inApp((shop) => new ServiceFlow(shop, 'api', { ...web, image: shop.image('api', 'example/api') }), where),
    );
    const errors = issues.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, path, hint }) => [code, path, hint])).toEqual([
      ['unknown-flow', 'apps.shop.flows.apl', 'did you mean `api`?'],
      ['unknown-image', 'apps.shop.images.apl', 'did you mean `api`?'],
    ]);
  });
});

describe('specs', () => {
  it('are frozen at all depths', () => {
    const { specs } = inApp((shop) => new ServiceFlow(shop, 'api', { ...web, env: { A: '1' } }));
    expect(Object.isFrozen(specs.api)).toBe(true);
    expect(() => Object.assign((specs.api as never as { env: object }).env, { B: '2' })).toThrow(TypeError);
  });

  it('do not freeze the values that the user passed', () => {
    const env: Record<string, string> = { A: '1' };
    const command = ['run'];
    inApp((shop) => new ServiceFlow(shop, 'api', { ...web, env, command }));
    env.B = '2';
    command.push('now');
    expect([env, command]).toEqual([{ A: '1', B: '2' }, ['run', 'now']]);
  });
});

describe('settings', () => {
  const settings = z.object({ workers: z.int().max(8).default(2), debug: z.boolean().optional() });
  class Shop extends Application<z.infer<typeof settings>> {
    constructor(scope: Construct, id: string, props: ApplicationProps) {
      super(scope, id, { ...props, settings });
      const doubled: number = this.settings.workers * 2;
      new WorkerFlow(this, 'wrk', { image: 'a:1', user: 1, replicas: doubled });
    }
  }

  it('are typed, set by the environment, and have the defaults of the schema', () => {
    const where = environment('dev', { apps: { shop: { settings: { workers: 3 } } } });
    expect(synthesize(Shop, where).specs.wrk).toHaveProperty('replicas', 6);
    expect(synthesize(Shop, environment('dev')).specs.wrk).toHaveProperty('replicas', 4);
  });

  it('that do not match the schema are errors with their path, and so are undeclared settings', () => {
    const where = environment('dev', { apps: { shop: { settings: { workers: 9 } } } });
    expect(issuesOf(() => synthesize(Shop, where))).toEqual(['setting-invalid apps.shop.settings.workers']);
    expect(issuesOf(() => inApp(() => {}, where))).toEqual(['setting-invalid apps.shop.settings']);
  });
});

describe('a plain cdk8s program', () => {
  it('gets the same objects from an Application, which is a Chart', () => {
    const app = new App();
    const Shop = define((shop) => new ServiceFlow(shop, 'api', { ...web, env: { SELF: shop.flow('api').host } }));
    const objects = new Shop(app, 'shop', { environment: dev }).toJson();
    expect(objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'Deployment/shop-api',
      'Service/shop-api',
    ]);
    expect(objects[0]).toHaveProperty('spec.template.spec.containers.0.env.0.value', 'shop-api');
  });

  it('fails with the errors of towpath if it is not valid', () => {
    const Shop = define((shop) => new ServiceFlow(shop, 'api', { ...web, port: 0 }));
    const app = new App();
    new Shop(app, 'shop', { environment: dev });
    expect(() => app.synthYaml()).toThrow(/invalid-value/);
  });
});
