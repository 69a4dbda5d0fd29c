import { environment, TowpathError } from 'towpath';
import { type SynthesizedApplication, synthesize } from 'towpath/testing';
import type { Environment } from '../../../src/environments/environment';
import { applicationOf, flowId, overlayOf } from '../../../src/testing/conformance/samples/application';
import { type Sample, saidOf } from '../../../src/testing/conformance/samples/sample';
import type { Said } from '../../../src/testing/conformance/samples/split';

export { applicationOf, flowId };

/** A sample in an application with a peer that refers to it; its error codes where it is refused. */
export function synthesizeSample(sample: Sample, said: Said = saidOf(sample)): SynthesizedApplication | string[] {
  return synthesizeIn(environmentOf(said), sample, said.code);
}

export function synthesizeIn(where: Environment, sample: Sample, code: object): SynthesizedApplication | string[] {
  try {
    return synthesize(applicationOf(sample, code), where, { id: 'shop' });
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return error.issues.filter(({ severity }) => severity === 'error').map(({ code: found }) => found);
  }
}

/** The environment of a sample. */
export function environmentOf(said: Said): Environment {
  return environment('here', overlayOf(said.overlay));
}
