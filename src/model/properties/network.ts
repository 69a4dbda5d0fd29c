import { z } from 'zod';
import {
  addressRange,
  annotationMap,
  dnsLabel,
  hostOrAddress,
  labelKey,
  labelValue,
  portName,
  portNumber,
  serviceName,
} from '../formats';
import { byApplication, byBoth, byDeployment, group, type Properties, table } from '../property';

const portOptions = {
  servicePort: byApplication(
    z.union([portNumber, z.literal(false)], {
      error: 'a port number, or `false` for a port that the Service leaves out',
    }),
    'The port of the Service, which other flows use. The default is `port`. `false` leaves the port out of the Service.',
  ),
  servicePortName: byApplication(
    z.union([portName, z.literal(false)], { error: 'a port name, or `false` for a port without a name' }),
    'The name of the port in the Service. The default is the name of the port. `false` leaves it without a name.',
  ),
  containerPort: byApplication(
    z.literal(false),
    '`false` leaves the port out of the ports that the container lists. The Service reaches it anyway. Use it for a second port of the Service that leads to a port of another name.',
  ),
  nodePort: byDeployment(
    portNumber,
    'The port on every node, with `expose: nodePort` or `loadBalancer`. By default Kubernetes picks a free port.',
  ),
} satisfies Properties;

const port = {
  port: byApplication(portNumber, 'The port that the process listens on.', { required: true }),
  ...portOptions,
  protocol: byApplication(z.enum(['TCP', 'UDP', 'SCTP']), 'The transport protocol. Kubernetes uses TCP by default.'),
  appProtocol: byApplication(
    labelKey,
    'The application protocol of the port, such as `http` or `kubernetes.io/h2c`. Load balancers and meshes use it.',
    {
      source: 'https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol',
    },
  ),
} satisfies Properties;

const targetPort = byApplication(
  z.enum(['name', 'number']),
  "Whether the Service refers to the container's port by its name or by its number. The default is `name` if both ports have the same name, else `number`.",
  { source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports' },
);

const namedPort = {
  ...port,
  targetPort,
  containerPortName: byApplication(
    z.union([portName, z.literal(false)], { error: 'a port name, or `false` for a port without a name' }),
    'The name of the port in the container. The default is the name of the port. `false` leaves it without a name.',
  ),
} satisfies Properties;

export const namedPorts = {
  ports: table(
    'The ports that the process listens on, by name. The first is the main port.',
    portName,
    namedPort,
    'Port',
  ),
} satisfies Properties;

export const ports = {
  port: byApplication(portNumber, 'The port that the process listens on, if there is only one and it needs no name.'),
  ...portOptions,
  ...namedPorts,
} satisfies Properties;

const exposeProperty = byBoth(
  z.enum(['cluster', 'headless', 'nodePort', 'loadBalancer']),
  'Where the flow can be reached from. `cluster`: from inside the cluster. `headless`: the same, with the addresses of the single pods. `nodePort`: from outside, through a port of every node. `loadBalancer`: from outside, through a load balancer.',
  { source: 'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types' },
);

const serviceOptions = {
  labels: byBoth(z.record(labelKey, labelValue.nullable()), 'Labels of the Service only.'),
  annotations: byBoth(annotationMap, 'Annotations of the Service only.'),
  externalTrafficPolicy: byBoth(
    z.enum(['Cluster', 'Local']),
    '`Cluster` lets a node pass traffic from outside on to other nodes; `Local` does not.',
  ),
  sessionAffinity: byBoth(
    z.enum(['None', 'ClientIP']),
    '`ClientIP` sends all connections of a client to the same pod.',
  ),
  publishNotReadyAddresses: byApplication(
    z.boolean(),
    'Publish the addresses of pods before they are ready. Databases whose pods have to find each other need it.',
  ),
  loadBalancerClass: byDeployment(labelKey, 'The load balancer to use, if the cluster has several.'),
  loadBalancerSourceRanges: byDeployment(z.array(addressRange), 'The address ranges that can use the load balancer.'),
} satisfies Properties;

const furtherService = {
  name: byBoth(
    serviceName,
    "The name of the Service. The default is the name of the flow's own Service, with the name of this one after it.",
  ),
  expose: exposeProperty,
  ports: table(
    "The ports of the flow that the Service has, by their names in `ports`. By default it has those of the flow's own Service.",
    portName,
    {
      servicePort: byApplication(
        portNumber,
        "The port of this Service. The default is that of the flow's own Service.",
      ),
      servicePortName: portOptions.servicePortName,
      targetPort,
      nodePort: portOptions.nodePort,
    },
    'FurtherServicePort',
  ),
  ...serviceOptions,
} satisfies Properties;

export const exposure = {
  expose: exposeProperty,
  service: group("Details of the flow's Service.", serviceOptions),
  services: table(
    'Further Services of the flow, by name, such as a headless one beside the normal one. References to the flow use its own Service. A StatefulSet names its pods after the first headless Service, and this cannot be changed later.',
    dnsLabel,
    furtherService,
    'FurtherService',
  ),
} satisfies Properties;

export const external = {
  external: group(
    'The address of a flow that is not deployed in this environment. References to the flow use this address.',
    {
      host: byDeployment(hostOrAddress, 'The host name or IP address of the flow.', { required: true }),
      port: byDeployment(portNumber, 'The port of the flow. The default is the port in the code.'),
      ports: byDeployment(
        z.record(portName, portNumber),
        'The named ports of the flow. The defaults are the ports in the code.',
      ),
    },
  ),
} satisfies Properties;
