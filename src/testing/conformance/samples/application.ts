import type { Flow } from '../../../applications/flow';
import { JobFlow, ScheduleFlow, ServiceFlow, StoreFlow, WorkerFlow } from '../../../applications/flows';
import type { EnvironmentProps } from '../../../environments/environment-types';
import type { ApplicationClass } from '../../../workspace/workspace';
import { classOf } from '../applications';
import { peer } from './pool';
import type { Sample } from './sample';
import type { Values } from './values';

/** The construct of each kind of flow. */
const constructs = {
  service: ServiceFlow,
  worker: WorkerFlow,
  store: StoreFlow,
  job: JobFlow,
  schedule: ScheduleFlow,
};

/** The id of the flow that a sample becomes. */
export const flowId = 'own';

/** The application of a sample. It contains the flow of the sample, and a peer that refers to it. */
export function applicationOf({ kind, values }: Sample, code: object): ApplicationClass {
  return classOf([
    (app) => {
      const flow = new constructs[kind](app, flowId, code as never);
      const env = referencesTo(flow, values) as never;
      new ServiceFlow(app, peer.id, { image: 'a:1', user: 1, port: peer.port, env });
    },
  ]);
}

/** The environment file of a sample, with the values that the environment decides. */
export function overlayOf(overlay: Values): EnvironmentProps {
  return { apps: { shop: { flows: { [flowId]: overlay } } } } as EnvironmentProps;
}

function referencesTo(flow: Flow, { enabled, external }: Values): object {
  if (enabled === false || !('host' in flow)) return {};
  const { host, port, namedPort } = flow as ServiceFlow;
  const { ports = {} } = (external ?? {}) as { ports?: object };
  const named = Object.keys(ports).map((name, index) => [`P${index}`, namedPort.call(flow, name)]);
  return { HOST: host, PORT: port, ...Object.fromEntries(named) };
}
