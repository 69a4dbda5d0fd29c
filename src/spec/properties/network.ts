import { z } from 'zod';
import { wholeNumber } from '../formats';
import { application, both, deployment, group, type Properties } from '../property';

export const port = {
  port: application(wholeNumber(1, 65535), 'The port that the process listens on, and the port of its Service.', {
    required: true,
  }),
} satisfies Properties;

export const exposure = {
  expose: both(
    z.enum(['cluster', 'nodePort', 'loadBalancer']),
    'Who can reach the flow: other flows (`cluster`), or the outside through a port of every node or a load balancer.',
    { source: 'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types' },
  ),
  nodePort: deployment(
    wholeNumber(1, 65535),
    'The port on every node, with `expose: nodePort`. Kubernetes picks a free one when it is not said.',
  ),
} satisfies Properties;

export const external = {
  external: group('Not deployed here: the flow lives elsewhere, and references to it lead there.', {
    host: deployment(z.string().min(1), 'Host name or address under which the flow is reached.', { required: true }),
    port: deployment(wholeNumber(1, 65535), "Its port there. The application's own port when it is not said."),
  }),
} satisfies Properties;
