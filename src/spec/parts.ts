import { z } from 'zod';
import type { JobProps, ScheduleProps, ServiceProps, StoreProps, WorkerProps } from './flow-types';
import { fileKey, objectNameText } from './formats';
import { anyFlow } from './kinds';
import { objectMetadata } from './properties/metadata';
import { sharedVolume } from './properties/volumes';
import { application, both, deployment, type Properties } from './property';
import { isToken, type Token } from './reference';

/** What concerns one flow alone cannot be said for all of them. */
const ofOneFlow = [
  ...([
    'image',
    'tag',
    'digest',
    'containerName',
    'command',
    'args',
    'init',
    'sidecars',
    'before',
    'schedule',
  ] as const),
  ...([
    'external',
    'port',
    'ports',
    'servicePort',
    'servicePortName',
    'nodePort',
    'route',
    'mounts',
    'volumes',
  ] as const),
];
type OfOneFlow = (typeof ofOneFlow)[number];

/** What can be said for all flows of an application, or of an environment. */
export const sharedProperties: Properties = Object.fromEntries(
  Object.entries(anyFlow).filter(([name]) => !ofOneFlow.includes(name as OfOneFlow)),
);

/** What an application's code says for all its flows; each flow takes what its kind has. */
export type SharedProps = Partial<
  Omit<ServiceProps & WorkerProps & Omit<StoreProps, 'volume'> & JobProps & ScheduleProps, OfOneFlow>
>;

const content = z.union([z.string(), z.custom<Token>(isToken)], {
  error: 'text, a reference such as db.host, or text`…`',
});

/** A ConfigMap of the application, declared by `this.config(…)`. */
export const configProperties: Properties = {
  name: deployment(objectNameText, 'Name of the ConfigMap in the cluster; `<instance>-<name>` when it is not said.'),
  ...objectMetadata,
  data: both(z.record(fileKey, content.nullable()), 'Its keys: names of variables or of files, each with its text.', {
    codeType: 'Readonly<Record<string, string | Token | null>>',
  }),
  rollsPods: application(
    z.boolean(),
    'Whether a change rolls the pods that use it, by an annotation with its content. They are rolled when it is not said.',
  ),
};

/** A Secret that the application's code names by `this.secret(…)`. */
export const secretProperties: Properties = {
  name: deployment(objectNameText, 'Name of the Secret in the cluster; the one in the code when it is not said.'),
  empty: deployment(
    z.boolean(),
    'Whether it is written, without any content, for somebody in the cluster to fill; what is filled in stays. Else it has to be there.',
  ),
  ...objectMetadata,
};

/** A disk that several flows mount, declared by `this.volume(…)`. */
export const sharedVolumeProperties: Properties = {
  name: deployment(objectNameText, 'Name of the claim in the cluster; `<instance>-<name>` when it is not said.'),
  ...objectMetadata,
  ...sharedVolume,
};
