import { resources, scale } from './properties/compute';
import { image } from './properties/image';
import { metadata } from './properties/metadata';
import { exposure, external, port } from './properties/network';
import { probes } from './properties/probes';
import { process } from './properties/process';
import { security } from './properties/security';
import { volume } from './properties/volume';
import type { Properties } from './property';

const workload = { ...image, ...process, ...resources, ...probes, ...metadata, ...security } satisfies Properties;

/** The kinds of flow and the properties of each: the one schema of the model. */
export const kinds = {
  service: { ...workload, ...scale, ...port, ...exposure, ...external },
  worker: { ...workload, ...scale },
  store: { ...workload, ...port, ...volume, ...external },
} satisfies Record<string, Properties>;

export type FlowKind = keyof typeof kinds;

export const flowKinds = Object.keys(kinds) as readonly FlowKind[];

/** Every property that a flow of some kind has. A name means the same in every kind. */
export const anyFlow: Properties = Object.assign({}, ...Object.values(kinds));
