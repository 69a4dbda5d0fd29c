import type { FlowKind } from './flow-kinds';
import { resources } from './properties/compute';
import { containers } from './properties/containers';
import { identity } from './properties/identity';
import { image } from './properties/image';
import { before, job } from './properties/job';
import { lifecycle, termination } from './properties/lifecycle';
import { metadata } from './properties/metadata';
import { naming } from './properties/naming';
import { exposure, external, ports } from './properties/network';
import { order } from './properties/order';
import { placement } from './properties/placement';
import { pod } from './properties/pod';
import { presence } from './properties/presence';
import { probes } from './properties/probes';
import { process } from './properties/process';
import { rollout } from './properties/rollout';
import { route } from './properties/route';
import { autoscaling, disruption, replicas } from './properties/scaling';
import { schedule } from './properties/schedule';
import { security } from './properties/security';
import { store } from './properties/store';
import { variables } from './properties/variables';
import { mounts, ownVolume, volumes } from './properties/volumes';
import type { Properties } from './property';

/** The properties that all kinds of flows have. */
const workload = {
  ...presence,
  ...image,
  ...process,
  ...variables,
  ...resources,
  ...volumes,
  ...mounts,
  ...containers,
  ...order,
  ...lifecycle,
  ...termination,
  ...security,
  ...identity,
  ...placement,
  ...pod,
  ...metadata,
  ...naming,
} satisfies Properties;

/** The properties of flows that run all the time. */
const longRunning = { ...workload, ...ports, ...probes, ...replicas, ...rollout, ...disruption } satisfies Properties;

/** The properties of each kind of flow. Types, schemas and docs are generated from them. */
export const kinds = {
  service: { ...longRunning, ...exposure, ...route, ...autoscaling, ...external },
  worker: { ...longRunning, ...autoscaling },
  store: { ...longRunning, ...exposure, ...ownVolume, ...store, ...external },
  job: { ...workload, ...job, ...before },
  schedule: { ...workload, ...job, ...schedule },
} satisfies Record<FlowKind, Properties>;

/** All properties of all kinds. A property means the same in all kinds that have it. */
export const propertiesOfAnyKind: Properties = Object.assign({}, ...Object.values(kinds));
