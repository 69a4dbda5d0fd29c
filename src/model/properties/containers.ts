import { z } from 'zod';
import { dnsLabel, imageText } from '../formats';
import { byApplication, type Properties, table } from '../property';
import { Reference } from '../reference';
import { resources } from './compute';
import { containerImage } from './image';
import { lifecycle } from './lifecycle';
import { namedPorts } from './network';
import { probes } from './probes';
import { process } from './process';
import { containerSecurity } from './security';
import { variables } from './variables';
import { mounts } from './volumes';

const containerName = dnsLabel.regex(/^[a-z]/, 'a name that starts with a letter');

const container = {
  ...containerImage,
  ...process,
  ...variables,
  ...resources,
  ...mounts,
  ...containerSecurity,
} satisfies Properties;

const sidecar = {
  ...container,
  ...namedPorts,
  ...probes,
  ...lifecycle,
  native: byApplication(
    z.boolean(),
    'Start the sidecar before the main container and stop it after it, as Kubernetes supports since 1.29. `false` makes it an ordinary container. The default is `true`.',
  ),
} satisfies Properties;

const waited = z.array(
  z.strictObject({
    host: z.custom<Reference>((value) => Reference.is(value) && value.attribute === 'host'),
    port: z.custom<Reference>((value) => Reference.is(value) && value.attribute !== 'host'),
  }),
  {
    error: 'a list of flows that listen on a port',
  },
);

export const containers = {
  containerName: byApplication(containerName, 'The name of the main container. The default is the id of the flow.'),
  init: table(
    'Containers that run before the main container, one after the other, in the order of the code.',
    containerName,
    container,
    'InitContainer',
  ),
  sidecars: table('Containers that run next to the main container.', containerName, sidecar, 'Sidecar'),
  waitFor: byApplication(waited, 'Flows that must accept connections before this flow starts.', {
    codeType: 'readonly { readonly host: Reference; readonly port: Reference }[]',
  }),
  waitImage: byApplication(
    imageText,
    'The image of the init containers that wait for other flows. It must contain `sh` and `nc`.',
  ),
} satisfies Properties;
