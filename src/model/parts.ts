import { z } from 'zod';
import type { JobProps, ScheduleProps, ServiceProps, StoreProps, WorkerProps } from './flow-types';
import { fileKey, namePattern, objectNameText } from './formats';
import { propertiesOfAnyKind } from './kinds';
import { objectMetadata } from './properties/metadata';
import { sharedVolume } from './properties/volumes';
import { byApplication, byBoth, byDeployment, type Properties } from './property';
import { isToken, type Token } from './reference';

/** Properties that can be set only for single flows. */
const ofOneFlow = [
  ...([
    'image',
    'tag',
    'digest',
    'containerName',
    'containerOrder',
    'naming',
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
    'containerPort',
    'nodePort',
    'services',
    'route',
    'routes',
    'mounts',
    'volumes',
  ] as const),
];
type OfOneFlow = (typeof ofOneFlow)[number];

/** Properties that can be set for all flows of an application or an environment. */
export const sharedProperties: Properties = Object.fromEntries(
  Object.entries(propertiesOfAnyKind).filter(([name]) => !ofOneFlow.includes(name as OfOneFlow)),
);

/** Properties that an application's code sets for all flows. Each flow takes those that its kind has. */
export type SharedProps = Partial<
  Omit<ServiceProps & WorkerProps & Omit<StoreProps, 'volume'> & JobProps & ScheduleProps, OfOneFlow>
>;

const content = z.union([z.string(), z.custom<Token>(isToken)], {
  error: 'text, a reference such as db.host, or text`…`',
});

/** The properties of a ConfigMap that `this.config(…)` declares. */
export const configProperties: Properties = {
  name: byBoth(
    namePattern,
    'The name of the ConfigMap in the cluster, which can contain `{app}`, `{instance}`, `{env}` and, for its name in the code, `{flow}`. The default is `<instance>-<name>`.',
  ),
  ...objectMetadata,
  data: byBoth(
    z.record(fileKey, content.nullable()),
    'The text of each key. A key is the name of a variable or a file.',
    {
      codeType: 'Readonly<Record<string, string | Token | null>>',
    },
  ),
  rollsPods: byApplication(
    z.boolean(),
    'Restart the pods that use the ConfigMap when its content changes. The default is `true`.',
  ),
};

/** The properties of a Secret that the code refers to with `this.secret(…)`. */
export const secretProperties: Properties = {
  name: byDeployment(objectNameText, 'The name of the Secret in the cluster. The default is its name in the code.'),
  empty: byDeployment(
    z.boolean(),
    'Create the Secret without content, for somebody to fill in the cluster. Later deploys keep that content. By default the Secret has to exist.',
  ),
  ...objectMetadata,
};

/** The properties of a disk that `this.volume(…)` declares. */
export const sharedVolumeProperties: Properties = {
  name: byBoth(
    namePattern,
    'The name of the claim in the cluster, which can contain `{app}`, `{instance}`, `{env}` and, for its name in the code, `{flow}`. The default is `<instance>-<name>`.',
  ),
  ...objectMetadata,
  ...sharedVolume,
};
