import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from 'towpath';
import { imageOf, matchers, objectOf, type SynthesizedApplication, synthesize } from 'towpath/testing';
import Pssp from '../../apps/pssp';

expect.extend(matchers);

const root = join(__dirname, '../..');
const [dev, tst, prod] = ['dev', 'tst', 'prod'].map((name) => synthesize(Pssp, name, { root })) as [
  SynthesizedApplication,
  SynthesizedApplication,
  SynthesizedApplication,
];

describe('pssp', () => {
  it.each([dev, tst, prod])('is six objects in $environment', ({ objects }) => {
    expect(Object.keys(objects)).toEqual([
      'api-deployment',
      'api-service',
      'db-deployment',
      'db-pvc',
      'db-service',
      'wrk-deployment',
    ]);
  });

  it.each([dev, tst, prod])('runs as "restricted" in $environment', (app) => {
    expect(app).toRunAsRestricted();
  });

  it('follows a branch in dev, and runs releases in tst and prod', () => {
    expect(dev).toRunImage('api', 'example/pssp-api:main');
    for (const app of [tst, prod]) {
      for (const flow of ['api', 'wrk']) expect(imageOf(app, flow)).toMatch(/:v\d+\.\d+\.\d+$/);
    }
  });

  it('pulls the moving tag at every start of a pod, in dev alone', () => {
    const policy = (app: SynthesizedApplication) => app.specs.api?.kind === 'service' && app.specs.api.pullPolicy;
    expect([dev, tst, prod].map(policy)).toEqual(['Always', undefined, undefined]);
  });

  it('replaces Redis and never rolls it, under its own user', () => {
    const spec = objectOf(prod, 'db', 'deployment')?.spec as never as Record<string, never>;
    expect(spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(spec).toMatchObject({
      template: { spec: { securityContext: { fsGroup: 999 }, containers: [{ securityContext: { runAsUser: 999 } }] } },
    });
    expect(objectOf(prod, 'api', 'deployment')?.spec).not.toHaveProperty('strategy');
  });

  it('tells both flows where Redis is', () => {
    for (const flow of ['api', 'wrk']) {
      expect(objectOf(tst, flow, 'deployment')).toHaveProperty('spec.template.spec.containers.0.env', [
        { name: 'REDIS_HOST', value: 'pssp-db' },
      ]);
    }
    expect(objectOf(tst, 'db', 'service')).toHaveProperty('metadata.name', 'pssp-db');
  });

  it('is reached from outside through a port of every node', () => {
    expect(objectOf(prod, 'api', 'service')).toHaveProperty('spec.type', 'NodePort');
    expect(objectOf(prod, 'db', 'service')).toHaveProperty('spec.type', 'ClusterIP');
  });

  it('differs from tst to prod in size, resources and version alone', () => {
    const version = 'metadata.labels["app.kubernetes.io/version"]';
    const deployments = ['api-deployment', 'wrk-deployment'].flatMap((file) => [
      `${file}: spec.replicas`,
      `${file}: spec.template.spec.containers.${file.slice(0, 3)}.resources`,
      `${file}: spec.template.spec.containers.${file.slice(0, 3)}.image`,
      `${file}: ${version}`,
      `${file}: spec.template.${version}`,
    ]);
    expect(tst).toDifferOnlyIn(prod, [
      ...deployments,
      'db-deployment: spec.template.spec.containers.db.resources',
      'db-pvc: spec.resources.requests.storage',
    ]);
  });

  it('leads elsewhere when its store is external, and no other line changes', () => {
    const external = synthesize(
      Pssp,
      environment('here', {
        apps: { pssp: { tag: 'v1', flows: { db: { external: { host: 'redis.example.org' } } } } },
      }),
    );
    expect(Object.keys(external.objects)).toEqual(['api-deployment', 'api-service', 'wrk-deployment']);
    expect(objectOf(external, 'api', 'deployment')).toHaveProperty(
      'spec.template.spec.containers.0.env.0.value',
      'redis.example.org',
    );
  });

  it('is a class of fewer than 40 lines', () => {
    const lines = readFileSync(join(root, 'apps/pssp.ts'), 'utf8').split('\n');
    const start = lines.findIndex((line) => line.startsWith('export default class'));
    expect(lines.length - start).toBeLessThan(40);
  });

  it('is written as before', () => {
    expect({ ...prod.files }).toMatchSnapshot();
  });
});
