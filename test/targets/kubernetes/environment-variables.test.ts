import { environment, WorkerFlow } from 'towpath';
import { objectOf, synthesize } from 'towpath/testing';
import { environmentVariables } from '../../../src/targets/kubernetes/environment-variables';
import { define } from '../../helpers/define';
import { writtenPod } from '../../helpers/written-flow';

const order = (env: object, listOrder?: 'declared' | 'name') =>
  environmentVariables({ env: env as never }, listOrder)?.map((one) => (one as { name: string }).name);

describe('without `listOrder`, and with `listOrder: name`', () => {
  it.each([
    ['by name', { B: '1', A: '2', C: '3' }, ['A', 'B', 'C']],
    ['after one that it uses', { A: '$(B)/x', B: '1' }, ['B', 'A']],
    ['after all that it uses, however deep', { A: '$(C)$(B)', B: '1', C: '$(D)', D: '2' }, ['D', 'C', 'B', 'A']],
    ['by name, where a dollar is doubled', { A: '$$(B)', B: '1' }, ['A', 'B']],
    ['after it, where two dollars stand before', { A: '$$$(B)', B: '1' }, ['B', 'A']],
    ['by name, where it goes round', { A: '$(B)', B: '$(A)' }, ['B', 'A']],
    ['by name, beside one that is not there', { A: '$(Z)', B: '1' }, ['A', 'B']],
    ['by name, beside what every object has', { A: '$(toString) $(constructor)' }, ['A']],
  ])('a variable is placed %s', (_, env, expected) => {
    expect(order(env)).toEqual(expected);
    expect(order(env, 'name')).toEqual(expected);
  });
});

describe('with `listOrder: declared`', () => {
  it.each([
    ['keep their order', { B: '1', C: '3', A: '2' }, ['B', 'C', 'A']],
    ['keep their order if each comes after those that it uses', { C: '1', A: '$(C)', B: '$(A)' }, ['C', 'A', 'B']],
    [
      'are moved before the first variable that uses them',
      { X: '1', A: '$(C)$(B)', B: '2', C: '3' },
      ['X', 'C', 'B', 'A'],
    ],
    ['in a cycle are moved once', { A: '$(B)', B: '$(A)', C: '1' }, ['B', 'A', 'C']],
  ])('variables %s', (_, env, expected) => {
    expect(order(env, 'declared')).toEqual(expected);
  });

  it('variables of shared code come first, then those of the code, then those that only the environment sets', () => {
    const Shop = define(
      (app) => {
        const env = { ZEBRA: 'code', MANGO: 'code' };
        const sidecars = { proxy: { env } };
        new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, listOrder: 'declared', env, sidecars });
      },
      { shared: { env: { PEAR: 'shared' } } },
    );
    const flows = { wrk: { env: { APPLE: 'prod', MANGO: 'prod' }, sidecars: { proxy: { env: { APPLE: 'prod' } } } } };
    const app = synthesize(Shop, environment('prod', { apps: { shop: { flows } } }), { id: 'shop' });
    expect(objectOf(app, 'wrk', 'deployment')).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                env: [
                  { name: 'PEAR', value: 'shared' },
                  { name: 'ZEBRA', value: 'code' },
                  { name: 'MANGO', value: 'prod' },
                  { name: 'APPLE', value: 'prod' },
                ],
              },
            ],
            initContainers: [{ env: [{ name: 'ZEBRA' }, { name: 'MANGO' }, { name: 'APPLE' }] }],
          },
        },
      },
    });
  });
});

it('values can come from Secrets, ConfigMaps, the pod and the container', () => {
  const env = {
    A: { secret: 'django', key: 'password', optional: true },
    B: { config: 'settings', key: 'MODE' },
    C: { field: 'metadata.name' },
    D: { resource: 'limits.memory', divisor: '1Mi' },
  };
  expect(writtenPod('worker', { env }).containers[0]).toHaveProperty('env', [
    { name: 'A', valueFrom: { secretKeyRef: { name: 'django', key: 'password', optional: true } } },
    { name: 'B', valueFrom: { configMapKeyRef: { name: 'settings', key: 'MODE' } } },
    { name: 'C', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'D', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
  ]);
});

it('whole Secrets and ConfigMaps keep their order, because the last one wins', () => {
  const envFrom = [
    { secret: 'z', prefix: 'Z_' },
    { config: 'a', optional: true },
  ];
  expect(writtenPod('worker', { envFrom }).containers[0]).toHaveProperty('envFrom', [
    { prefix: 'Z_', secretRef: { name: 'z' } },
    { configMapRef: { name: 'a', optional: true } },
  ]);
});
