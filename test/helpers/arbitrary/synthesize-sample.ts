import { environment, type Flow, ServiceFlow, TowpathError } from 'towpath';
import { type SynthesizedApplication, synthesize } from 'towpath/testing';
import type { ApplicationClass } from '../../../src/assembly/workspace';
import type { Environment } from '../../../src/environments/environment';
import { define } from '../define';
import { constructs } from '../flow-kinds';
import { peer } from './pool';
import { type Sample, saidOf } from './samples';
import type { Said } from './split';

/** The flow that is drawn. */
export const flowId = 'own';

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

/** The application of a sample: the flow that is drawn, and a peer that refers to it. */
export function applicationOf({ kind, values }: Sample, code: object): ApplicationClass {
  return define((app) => {
    const flow = new constructs[kind](app, flowId, code as never);
    new ServiceFlow(app, peer.id, { image: 'a:1', user: 1, port: peer.port, env: referencesTo(flow, values) as never });
  });
}

/** The environment of a sample. */
export function environmentOf(said: Said): Environment {
  return environment('here', { apps: { shop: { flows: { [flowId]: said.overlay } } } });
}

function referencesTo(flow: Flow, { enabled, external }: Sample['values']): object {
  if (enabled === false || !('host' in flow)) return {};
  const { host, port, namedPort } = flow as ServiceFlow;
  const { ports = {} } = (external ?? {}) as { ports?: object };
  const named = Object.keys(ports).map((name, index) => [`P${index}`, namedPort.call(flow, name)]);
  return { HOST: host, PORT: port, ...Object.fromEntries(named) };
}
