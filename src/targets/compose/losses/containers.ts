import type { SidecarSpec } from '../../../model/flow-spec';
import { completingKinds, longRunningKinds } from '../../../model/kinds';
import type { Loss } from '../../losses';
import { contextOf } from '../context';
import { waitCondition } from '../depends-on';
import { healthProbe, type ProbeName } from '../health';
import { nvidiaGpu } from '../resources';
import { containerAt, flowAt, inContainers } from './in-containers';

const chosenProbe = (place: Parameters<typeof containerAt>[0]) => healthProbe(containerAt(place) as SidecarSpec);

/** Whether a probe asks over the network, which no health check of Compose does. */
const isNoCommand = (value: unknown) => (value as { readonly exec?: unknown }).exec === undefined;

function probeLosses(name: ProbeName): Loss[] {
  const property = `probes.${name}`;
  return [
    ...(name === 'liveness' ? [unhealthy] : otherProbe(name)),
    {
      property: `${property}.successThreshold`,
      severity: 'warning',
      reason: 'one success makes a container of Compose healthy.',
      when: (value, place) => value !== 1 && chosenProbe(place) === name,
    },
    {
      property: `${property}.terminationGracePeriodSeconds`,
      severity: 'warning',
      reason: 'Compose does not stop a container that is unhealthy.',
      when: (_, place) => name !== 'liveness' && chosenProbe(place) === name,
    },
  ];
}

const unhealthy: Loss = {
  property: 'probes.liveness',
  severity: 'warning',
  reason: 'Compose does not restart a container that is unhealthy.',
};

function otherProbe(name: ProbeName): Loss[] {
  return [
    {
      property: `probes.${name}`,
      severity: 'warning',
      reason: 'Compose checks health by a command in the container, and this probe is none.',
      when: isNoCommand,
    },
    {
      property: `probes.${name}`,
      severity: 'warning',
      reason: 'Compose has one health check for each container, and here it is the readiness probe.',
      when: (value, place) => !isNoCommand(value) && chosenProbe(place) !== name,
    },
  ];
}

const hookLosses: readonly Loss[] = [
  { property: 'lifecycle.*.http', severity: 'error', reason: 'hooks of Compose run commands only.' },
  { property: 'lifecycle.*.port', severity: 'warning', reason: 'hooks of Compose run commands only.' },
  {
    property: 'lifecycle.*.sleep',
    severity: 'warning',
    reason: 'no load balancer of Compose needs time to notice that a container stops.',
  },
];

/** Features of single containers that Compose lacks. */
export const containerLosses: readonly Loss[] = [
  { property: 'containerName', severity: 'warning', reason: 'Compose calls the main container by the flow.' },
  {
    property: 'sidecars',
    kinds: completingKinds,
    severity: 'error',
    reason: 'a sidecar uses the network of the main container, which is gone when the job is done.',
  },
  {
    property: 'sidecars.*',
    kinds: longRunningKinds,
    severity: 'warning',
    reason: 'Compose starts a sidecar after the main container, whose network it uses.',
    when: (value) => (value as SidecarSpec).native !== false,
  },
  {
    property: 'waitFor.*',
    severity: 'warning',
    reason: 'Compose waits only for flows of its own file that have a command as their health check.',
    when: (value, { model }) => {
      const { host } = value as { host: { flow: string } };
      return waitCondition(contextOf(model), host.flow) !== 'service_healthy';
    },
  },
  ...(['readiness', 'startup', 'liveness'] as const).flatMap(probeLosses).flatMap(inContainers),
  ...hookLosses.flatMap(inContainers),
  ...inContainers({
    property: 'group',
    severity: 'warning',
    reason: 'Compose sets a group only together with a `user`.',
    when: (_, place) => {
      const container = containerAt(place);
      return container.user === undefined && (container.image !== undefined || flowAt(place).user === undefined);
    },
  }),
  ...['requests', 'limits'].flatMap((side) =>
    inContainers({
      property: `resources.${side}.ephemeralStorage`,
      severity: 'warning',
      reason: 'Docker does not limit what a container writes.',
    }),
  ),
  ...inContainers({
    property: 'resources.extended.*',
    severity: 'error',
    reason: `Compose reserves no devices but \`${nvidiaGpu}\`.`,
    when: (_, { path }) => path.at(-1) !== nvidiaGpu,
  }),
];
