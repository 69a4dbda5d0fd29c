import { conformanceViolations } from 'towpath/testing';
import { compose } from '../../src/targets/compose';

/** Properties that have no effect in Compose, each with the reason. */
const changesNothing: readonly (readonly [property: RegExp, because: string])[] = [
  [/probes\.startup\.successThreshold$/, 'a rule of the model refuses any other number than 1'],
  [/^volumes\.\*\.empty$/, 'in memory or not, a folder of one container becomes a `tmpfs`'],
  [/^listOrder$/, 'variables of Compose have no order'],
  [/^naming\./, 'names, selectors and labels of Kubernetes objects concern no service of Compose'],
  [/^(volume|volumes\.\*)\.claimName$/, 'Docker names a volume after its flow'],
  [/^containerOrder$/, 'each container becomes a service, and only init containers run in an order'],
];

test('the Compose target follows the rules that all targets follow', async () => {
  const violations = await conformanceViolations(compose, {
    changesNothing: (property) => changesNothing.some(([pattern]) => pattern.test(property)),
  });
  expect(violations).toEqual([]);
});
