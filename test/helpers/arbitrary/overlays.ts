import fc from 'fast-check';
import { isMap } from '../../../src/data/merge';
import { kinds } from '../../../src/model/kinds';
import { sharedProperties } from '../../../src/model/parts';
import { isGroup, isTable, type Properties } from '../../../src/model/property';
import { type Sample, saidOf } from '../../../src/testing/conformance/samples/sample';
import { shape } from '../../../src/testing/conformance/samples/shape';
import { split } from '../../../src/testing/conformance/samples/split';
import { fromProperties, type Values } from './from-properties';

const sometimes = () => 20;

/** Who is spoken of where: the flow itself, all of its application, all of the environment. */
export interface Overlays {
  readonly flow: Values;
  readonly application: Values;
  readonly environment: Values;
}

/** What an environment may say over the code of a sample: anything that it decides, of what the code names. */
export function overlaysOf(sample: Sample): fc.Arbitrary<Overlays> {
  const { code } = saidOf(sample);
  const { kind } = sample;
  const ofEnvironment = (properties: Properties, values: Values) => split(properties, values, () => false).overlay;
  const flow = fc.tuple(fromProperties(kinds[kind], sometimes), fc.nat(999)).map(([values, turn]) => {
    const together = shape(kind, laidOver(values, code), turn);
    return named(kinds[kind], ofEnvironment(kinds[kind], together), code);
  });
  const shared = fromProperties(sharedProperties, () => 8).map((values) =>
    ofEnvironment(sharedProperties, shape(kind, values, 1)),
  );
  return fc.record({ flow, application: shared, environment: shared });
}

/** Only names that the code has: an environment cannot mount a volume. */
function named(properties: Properties, overlay: Values, code: Values): Values {
  const entries = Object.entries(overlay).flatMap(([name, value]): [string, unknown][] => {
    const entry = properties[name];
    if (!entry || !isGroup(entry) || !isTable(entry) || !isMap(value)) return [[name, value]];
    const rows = (code[name] ?? {}) as Values;
    return [[name, Object.fromEntries(Object.entries(value).filter(([key]) => key in rows))]];
  });
  return Object.fromEntries(entries);
}

function laidOver(upper: Values, lower: Values): Values {
  const entries = [...new Set([...Object.keys(lower), ...Object.keys(upper)])].map((key) => {
    const [a, b] = [lower[key], upper[key]];
    return [key, isMap(a) && isMap(b) ? laidOver(b, a) : key in upper ? b : a] as const;
  });
  return Object.fromEntries(entries);
}
