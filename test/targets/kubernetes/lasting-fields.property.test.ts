import fc from 'fast-check';
import { environment } from 'towpath';
import type { SynthesizedApplication } from 'towpath/testing';
import { type Sample, saidOf } from '../../../src/testing/conformance/samples/sample';
import { lastingFields } from '../../helpers/arbitrary/fields';
import { type Overlays, overlaysOf } from '../../helpers/arbitrary/overlays';
import { anySample } from '../../helpers/arbitrary/samples';
import { flowId, synthesizeIn } from '../../helpers/arbitrary/synthesize-sample';
import { issuesOf } from '../../helpers/define';

const inEnvironment = (sample: Sample, name: string, { flow, application, environment: all }: Overlays) => {
  const where = environment(name, {
    defaults: all,
    apps: { shop: { defaults: application, flows: { [flowId]: flow } } },
  });
  return synthesizeIn(where, { ...sample, values: { ...sample.values, ...flow } }, saidOf(sample).code);
};

/** Whether random overlays form a valid environment. Their members are independent, so some overlays are refused. */
function isEnvironment({ flow, application, environment: all }: Overlays): boolean {
  const apps = { shop: { defaults: application, flows: { [flowId]: flow } } };
  return issuesOf(() => environment('any', { defaults: all, apps })).length === 0;
}

it('no value of an environment changes a selector or the identity of an object', () => {
  const cases = anySample.chain((sample) => fc.tuple(fc.constant(sample), overlaysOf(sample), overlaysOf(sample)));
  let [compared, drawn] = [0, 0];
  fc.assert(
    fc.property(cases, ([sample, one, other]) => {
      drawn += 1;
      if (![one, other].every(isEnvironment)) return;
      const apps = [inEnvironment(sample, 'tst', one), inEnvironment(sample, 'prod', other)];
      if (apps.some(Array.isArray)) return;
      compared += 1;
      const [a = {}, b = {}] = apps.map((app) => lastingFields((app as SynthesizedApplication).objects));
      const shared = Object.keys(a).filter((field) => field in b);
      expect(shared.map((field) => [field, a[field]])).toEqual(shared.map((field) => [field, b[field]]));
    }),
    { numRuns: 250 },
  );
  expect(compared / drawn).toBeGreaterThan(0.2);
});
