import { completingKinds, longRunningKinds } from '../../../model/flow-kinds';
import type { SidecarSpec } from '../../../model/flow-spec';
import type { Loss } from '../../losses';
import { contextOf } from '../context';
import { waitCondition } from '../depends-on';
import { healthProbe, type ProbeName } from '../health';
import { nvidiaGpu } from '../resources';
import { containerAt, inContainers } from './in-containers';

const chosenProbe = (place: Parameters<typeof containerAt>[0]) => healthProbe(containerAt(place) as SidecarSpec);

/** Whether a probe uses the network instead of a command. Health checks in Compose run only commands. */
const isNoCommand = (value: unknown) => (value as { readonly exec?: unknown }).exec === undefined;

function probeLosses(name: ProbeName): Loss[] {
  const property = `probes.${name}`;
  return [
    ...(name === 'liveness' ? [unhealthy] : otherProbe(name)),
    {
      property: `${property}.successThreshold`,
      severity: 'warning',
      reason: 'Compose marks a container as healthy after one success',
      when: (value, place) => value !== 1 && chosenProbe(place) === name,
    },
    {
      property: `${property}.terminationGracePeriodSeconds`,
      severity: 'warning',
      reason: 'Compose does not stop unhealthy containers',
      when: (_, place) => name !== 'liveness' && chosenProbe(place) === name,
    },
  ];
}

const unhealthy: Loss = {
  property: 'probes.liveness',
  severity: 'warning',
  reason: 'Compose does not restart unhealthy containers',
};

function otherProbe(name: ProbeName): Loss[] {
  return [
    {
      property: `probes.${name}`,
      severity: 'warning',
      reason: 'a health check in Compose must be a command, and this probe has no `exec`',
      when: isNoCommand,
    },
    {
      property: `probes.${name}`,
      severity: 'warning',
      reason: 'Compose has one health check for each container, and the readiness probe is used for it',
      when: (value, place) => !isNoCommand(value) && chosenProbe(place) !== name,
    },
  ];
}

const hookLosses: readonly Loss[] = [
  { property: 'lifecycle.*.http', severity: 'error', reason: 'a hook in Compose must be a command (`exec`)' },
  { property: 'lifecycle.*.port', severity: 'warning', reason: 'a hook in Compose must be a command (`exec`)' },
  {
    property: 'lifecycle.*.sleep',
    severity: 'warning',
    reason: 'Compose has no load balancer that a stopping container must wait for',
  },
];

/** Features of single containers that Compose lacks. */
export const containerLosses: readonly Loss[] = [
  { property: 'containerName', severity: 'warning', reason: 'Compose names the main container after the flow' },
  {
    property: 'sidecars',
    kinds: completingKinds,
    severity: 'error',
    reason: 'a sidecar in Compose uses the network of the main container, which is gone when the job ends',
  },
  {
    property: 'sidecars.*',
    kinds: longRunningKinds,
    severity: 'warning',
    reason: 'Compose starts a sidecar after the main container, because the sidecar uses the network of that container',
    when: (value) => (value as SidecarSpec).native !== false,
  },
  {
    property: 'waitFor.*',
    severity: 'warning',
    reason: 'Compose can wait until a flow is ready only if the flow is in the same file and has a probe with `exec`',
    when: (value, { model }) => {
      const { host } = value as { host: { flow: string } };
      return waitCondition(contextOf(model), host.flow) !== 'service_healthy';
    },
  },
  ...(['readiness', 'startup', 'liveness'] as const).flatMap(probeLosses).flatMap(inContainers),
  ...hookLosses.flatMap(inContainers),
  ...['requests', 'limits'].flatMap((side) =>
    inContainers({
      property: `resources.${side}.ephemeralStorage`,
      severity: 'warning',
      reason: 'Docker does not limit how much a container writes to its disk',
    }),
  ),
  ...inContainers({
    property: 'resources.extended.*',
    severity: 'error',
    reason: `Compose can reserve only the device \`${nvidiaGpu}\``,
    when: (_, { path }) => path.at(-1) !== nvidiaGpu,
  }),
];
