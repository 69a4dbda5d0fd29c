import { ApiObject, JsonPatch } from 'cdk8s';
import { type Application, environment, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { validateObject } from '../../src/targets/kubernetes/validation';
import { define } from '../helpers/define';
import { constructs, type Kind, least } from '../helpers/flow-kinds';

const dev = environment('dev', { namespace: 'dev' });

function synthesized(declare: (app: Application) => void) {
  return synthesize(define(declare), dev, { id: 'shop' });
}

const warningsOf = (declare: (app: Application) => void) =>
  synthesized(declare).warnings.map(({ code, path }) => `${code} ${path}`);

test.each<[Kind, object]>([
  ['worker', { resources: { limits: { memory: '512m', cpu: '250', ephemeralStorage: '1Ki' } } }],
  ['worker', { resources: { requests: { cpu: '0.5m', memory: '2P' } } }],
  ['worker', { probes: { liveness: { exec: ['\b'], periodSeconds: 30_000, initialDelaySeconds: 5000 } } }],
  ['worker', { volumes: { v: { config: 'a', mode: 440, mountPath: '/' } } }],
  ['worker', { volumes: { v: { empty: true, sizeLimit: '5m', mountPath: '/v' } } }],
  ['worker', { security: 'none', capabilities: { add: ['CAP_NET_ADMIN'], drop: ['CHOWNN'] } }],
  ['worker', { args: ['\u200b'], env: { A: '\ufeff' }, annotations: { note: '\0' } }],
  ['store', { volume: { size: '5m', mountPath: '/data' } }],
  ['job', { ttlSecondsAfterFinished: 86_400_000, activeDeadlineSeconds: 86_400_000 }],
  ['schedule', { schedule: '0 0 30 2 *', startingDeadlineSeconds: 86_400_000 }],
])('a %s with %j: its objects alone give the same warnings, which are told once', (kind, code) => {
  const { warnings, objects } = synthesized((app) => {
    new constructs[kind](app, 'it', { image: 'a:1', user: 1, ...least[kind], ...code } as never);
    if (kind !== 'service') new WorkerFlow(app, 'peer', { image: 'a:1', user: 1 });
  });
  expect(warnings.length).toBeGreaterThan(0);
  expect(warnings.filter(({ path }) => path?.includes('/'))).toEqual([]);
  const ofObjects = Object.values(objects).flatMap((object) => validateObject(object));
  const texts = (issues: readonly { readonly code: string; readonly message: string }[]) =>
    [...new Set(issues.map(({ code: found, message }) => `${found} ${message}`))].sort();
  expect(texts(ofObjects)).toEqual(texts(warnings));
});

const container = '/spec/template/spec/containers/0';

test('values of a patch, an override and a construct of the user are told where they are', () => {
  const found = warningsOf((app) => {
    const overrides = { deployment: { spec: { template: { metadata: { annotations: { note: '\b' } } } } } };
    const flow = new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, overrides });
    flow.object('deployment')?.addJsonPatch(JsonPatch.add(`${container}/resources`, { limits: { memory: '512m' } }));
    new ApiObject(app, 'claim', {
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'claim' } },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5m' } } },
    } as never);
  });
  expect(found.sort()).toEqual([
    'quantity-unusual shop/claim spec.resources.requests.storage',
    'quantity-unusual shop/wrk/deployment spec.template.spec.containers[0].resources.limits.memory',
    'value-unusual shop/wrk/deployment spec.template.metadata.annotations.note',
  ]);
});

test('a value of the flow does not hide another one of a patch', () => {
  const found = warningsOf((app) => {
    const flow = new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, resources: { limits: { memory: '512m' } } });
    flow.object('deployment')?.addJsonPatch(JsonPatch.add(`${container}/resources/limits/cpu`, 250));
  });
  expect(found).toEqual([
    'quantity-unusual shop.wrk.resources.limits.memory',
    'quantity-unusual shop/wrk/deployment spec.template.spec.containers[0].resources.limits.cpu',
  ]);
});

test('a value that is wrong is not unusual too, and the content of a file can be any text', () => {
  const pod = (spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec });
  const wrong = pod({ containers: [{ name: 'a', image: 'a:1', env: [{ name: 'A', value: '\0' }] }] });
  expect(validateObject(wrong).map(({ code }) => code)).toEqual(['invalid-field']);
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: '\0\b' } };
  expect(validateObject(config)).toEqual([]);
});
