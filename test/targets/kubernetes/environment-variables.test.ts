import { environmentVariables } from '../../../src/targets/kubernetes/environment-variables';
import { writtenPod } from '../../helpers/written-flow';

const order = (env: object) =>
  environmentVariables({ env: env as never })?.map((one) => (one as { name: string }).name);

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
