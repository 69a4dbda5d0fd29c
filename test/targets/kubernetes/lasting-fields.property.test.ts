import fc from 'fast-check';
import { environment } from 'towpath';
import type { SynthesizedApplication } from 'towpath/testing';
import { isMap } from '../../../src/data/merge';
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

/** The overlay of a flow without names and labels of objects, which an environment sets in order to change them. */
function withoutNaming({ flow, ...others }: Overlays): Overlays {
  const { naming: _, ...rest } = flow;
  return { ...others, flow: withoutClaimNames(rest) as Overlays['flow'] };
}

function withoutClaimNames(value: unknown): unknown {
  if (!isMap(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'claimName');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutClaimNames(inner)]));
}

it('no value of an environment, except `naming` and `claimName`, changes a selector or the identity of an object', () => {
  const overlays = (sample: Sample) => overlaysOf(sample).map(withoutNaming);
  const cases = anySample.chain((sample) => fc.tuple(fc.constant(sample), overlays(sample), overlays(sample)));
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
    { numRuns: 80 },
  );
  expect(compared / drawn).toBeGreaterThan(0.2);
});
