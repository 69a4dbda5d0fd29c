import fc from 'fast-check';
import { environment, TowpathError } from 'towpath';
import { type SynthesizedApplication, synthesize } from 'towpath/testing';
import { describeValue } from '../../../src/model/describe';
import { peer } from '../../../src/testing/conformance/samples/pool';
import { type Sample, saidOf } from '../../../src/testing/conformance/samples/sample';
import { anySample } from '../../helpers/arbitrary/samples';
import { define } from '../../helpers/define';
import { constructs } from '../../helpers/flow-kinds';

/** Random flows that are neither external nor disabled, so that other flows can refer to them. */
const flows = fc.array(
  anySample.filter(({ values }) => values.enabled !== false && values.external === undefined),
  { minLength: 2, maxLength: 4 },
);

function synthesized(samples: readonly Sample[], order: readonly number[]): SynthesizedApplication | undefined {
  const overlays = samples.map((sample, index) => [`flow-${index}`, saidOf(sample).overlay]);
  const Shop = define((app) => {
    for (const index of order) {
      const sample = samples[index] as Sample;
      new constructs[sample.kind](app, `flow-${index}`, saidOf(sample).code as never);
    }
    new constructs.service(app, peer.id, { image: 'a:1', user: 1, port: peer.port });
  });
  try {
    return synthesize(Shop, environment('here', { apps: { shop: { flows: Object.fromEntries(overlays) } } }), {
      id: 'shop',
    });
  } catch (error) {
    if (TowpathError.is(error)) return undefined;
    throw error;
  }
}

it('rendering twice, and declaring flows in another order, gives the same bytes', () => {
  let accepted = 0;
  fc.assert(
    fc.property(flows, (samples) => {
      const order = samples.map((_, index) => index);
      const first = synthesized(samples, order);
      if (first) accepted += 1;
      expect(synthesized(samples, order)?.files).toEqual(first?.files);
      expect(synthesized(samples, [...order].reverse())?.files).toEqual(first?.files);
    }),
    { numRuns: 20 },
  );
  expect(accepted).toBeGreaterThan(10);
});

it('declaring ConfigMaps in another order gives the same bytes', () => {
  const names = ['one', 'two', 'three'];
  const files = (order: readonly string[]) => {
    const Shop = define((app) => {
      const configs = new Map(order.map((name) => [name, app.config(name, { data: { NAME: name } })]));
      const envFrom = names.map((name) => ({ config: configs.get(name) as never }));
      new constructs.worker(app, 'wrk', { image: 'a:1', user: 1, envFrom });
    });
    return synthesize(Shop, environment('here'), { id: 'shop' }).files;
  };
  expect(files([...names].reverse())).toEqual(files(names));
});

it('every spec can be described as plain data', () => {
  fc.assert(
    fc.property(flows, (samples) => {
      const app = synthesized(
        samples,
        samples.map((_, index) => index),
      );
      for (const spec of Object.values(app?.specs ?? {})) {
        const described = describeValue(spec);
        expect(JSON.parse(JSON.stringify(described))).toEqual(described);
      }
    }),
    { numRuns: 20 },
  );
});
