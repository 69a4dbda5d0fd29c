import { z } from 'zod';
import { dnsLabel, imageText } from '../formats';
import { application, type Properties, table } from '../property';
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
  native: application(
    z.boolean(),
    'Started before the main container and stopped after it, as Kubernetes does for sidecars since 1.29. `false`: an ordinary container beside it. Native when it is not said.',
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
  containerName: application(containerName, "Name of the main container; the flow's own when it is not said."),
  init: table(
    'Containers that run before the main one, one after the other, in the order in which the code names them.',
    containerName,
    container,
    'InitContainer',
  ),
  sidecars: table('Containers that run beside the main one.', containerName, sidecar, 'Sidecar'),
  waitFor: application(waited, 'Flows that have to accept connections before this one starts.', {
    codeType: 'readonly { readonly host: Reference; readonly port: Reference }[]',
  }),
  waitImage: application(imageText, 'The image that waits; it needs `sh` and `nc`.'),
} satisfies Properties;
