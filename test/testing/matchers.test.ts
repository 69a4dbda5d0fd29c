import { environment, ServiceFlow, StoreFlow } from 'towpath';
import { differencesBetween, matchers, synthesize } from 'towpath/testing';
import { define, issuesOf } from '../helpers/define';

const Shop = define((shop) => {
  new ServiceFlow(shop, 'api', { image: shop.image('api', 'example/api'), user: 1, port: 80, env: { A: '1' } });
  new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1, volume: { mountPath: '/data', size: '1Gi' } });
});
const at = (name: string, flows: Record<string, object> = {}) =>
  synthesize(Shop, environment(name, { namespace: name, apps: { shop: { tag: 'v1', flows } } }));
const [one, two] = [at('one'), at('two', { api: { replicas: 2, env: { B: '2' } } })];

describe('toDifferOnlyIn', () => {
  const differ = (paths: string[]) => matchers.toDifferOnlyIn(one, two, paths);

  it('passes for exactly the differing fields, by path or by a path above, in one file or in all files', () => {
    const env = 'api-deployment: spec.template.spec.containers.api.env';
    expect(differ(['spec.replicas', env]).pass).toBe(true);
    expect(differ(['api-deployment: spec']).pass).toBe(true);
  });

  it('lists further differences when it fails', () => {
    const outcome = differ(['spec.replicas']);
    expect(outcome.pass).toBe(false);
    expect(outcome.message()).toContain(
      'unexpected difference: api-deployment: spec.template.spec.containers.api.env.B',
    );
  });

  it('lists the paths that do not differ when it fails', () => {
    const outcome = differ(['spec', 'db-pvc: spec.resources']);
    expect(outcome.pass).toBe(false);
    expect(outcome.message()).toContain('no difference: db-pvc: spec.resources');
  });

  it('does not match spec.replicasMax with spec.replicas', () => {
    expect(differ(['spec.replica', 'spec.template']).pass).toBe(false);
  });
});

it('differences do not contain the name and namespace of the environment, and name a missing file', () => {
  expect(differencesBetween(one, at('three'))).toEqual([]);
  expect(differencesBetween(one, at('four', { db: { external: { host: 'h' } } }))).toEqual([
    'db-deployment: (whole)',
    'db-pvc: (whole)',
    'db-service: (whole)',
  ]);
});

it('toHaveObject and toRunImage show what was found when they fail', () => {
  expect(matchers.toHaveObject(one, 'db', 'pvc').pass).toBe(true);
  expect(matchers.toHaveObject(one, 'api', 'pvc')).toMatchObject({ pass: false });
  expect(matchers.toHaveObject(one, 'api', 'pvc').message()).toContain('db-pvc');
  expect(matchers.toRunImage(one, 'api', 'example/api:v1').pass).toBe(true);
  expect(matchers.toRunImage(one, 'api', 'example/api:v2').message()).toContain('example/api:v1');
});

it('toRunAsRestricted lists the violations when it fails', () => {
  const Loose = define((shop) => new ServiceFlow(shop, 'api', { image: 'a:1', port: 80, security: 'none' }));
  const outcome = matchers.toRunAsRestricted(synthesize(Loose, environment('dev'), { id: 'shop' }));
  expect(outcome.pass).toBe(false);
  expect(outcome.message()).toContain('api-deployment');
  expect(matchers.toRunAsRestricted(one).pass).toBe(true);
});

it('an unknown environment is reported with the environments that exist', () => {
  expect(issuesOf(() => synthesize(Shop, 'dve', { id: 'shop' }))).toEqual(['unknown-environment']);
});
