import { z } from 'zod';
import { labelKey, portName, portNumber } from '../formats';
import { application, both, deployment, group, type Properties, table } from '../property';

const portOptions = {
  servicePort: application(
    z.union([portNumber, z.literal(false)], {
      error: 'a port number, or `false` for a port that the Service leaves out',
    }),
    "The port of the Service, which other flows use; the process's own when it is not said. `false`: not in the Service.",
  ),
  servicePortName: application(portName, "Name of the port in the Service; the port's own when it is not said."),
  nodePort: deployment(
    portNumber,
    'The port on every node, with `expose: nodePort`. Kubernetes picks a free one when it is not said.',
  ),
} satisfies Properties;

const port = {
  port: application(portNumber, 'The port that the process listens on.', { required: true }),
  ...portOptions,
  protocol: application(z.enum(['TCP', 'UDP', 'SCTP']), 'Kubernetes: TCP.'),
  appProtocol: application(
    z.string().min(1),
    'What is spoken on it, for load balancers and meshes: `http`, `kubernetes.io/h2c`.',
    {
      source: 'https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol',
    },
  ),
} satisfies Properties;

export const namedPorts = {
  ports: table('The ports that the process listens on, by name, the main one first.', portName, port, 'Port'),
} satisfies Properties;

export const ports = {
  port: application(portNumber, 'The port that the process listens on, where it is a single one that needs no name.'),
  ...portOptions,
  ...namedPorts,
} satisfies Properties;

export const exposure = {
  expose: both(
    z.enum(['cluster', 'headless', 'nodePort', 'loadBalancer']),
    'Who can reach the flow: other flows (`cluster`; `headless` gives them the address of each pod), or the outside through a port of every node or a load balancer.',
    { source: 'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types' },
  ),
  service: group("Details of the flow's Service.", {
    annotations: both(z.record(labelKey, z.string().nullable()), 'Annotations on the Service alone.'),
    externalTrafficPolicy: both(
      z.enum(['Cluster', 'Local']),
      'Whether traffic from outside may pass on to another node.',
    ),
    sessionAffinity: both(z.enum(['None', 'ClientIP']), 'Whether a client stays with one pod.'),
    publishNotReadyAddresses: application(
      z.boolean(),
      'Whether pods are found before they are ready, as peers of a cluster need it.',
    ),
    loadBalancerClass: deployment(z.string().min(1), 'Which load balancer, where the cluster has several.'),
    loadBalancerSourceRanges: deployment(z.array(z.string().min(1)), 'Address ranges that may use the load balancer.'),
  }),
} satisfies Properties;

export const external = {
  external: group('Not deployed here: the flow lives elsewhere, and references to it lead there.', {
    host: deployment(z.string().min(1), 'Host name or address under which the flow is reached.', { required: true }),
    port: deployment(portNumber, "Its port there. The application's own port when it is not said."),
    ports: deployment(
      z.record(portName, portNumber),
      "Its named ports there. The application's own when they are not said.",
    ),
  }),
} satisfies Properties;
