import { z } from 'zod';
import { portName, portNumber, wholeNumber } from '../formats';
import { application, both, type Group, group, type Properties } from '../property';

const probeProperties: Properties = {
  http: application(
    z.string().startsWith('/', 'a path such as /healthz'),
    "Path that answers 200 to 399 on the container's port.",
  ),
  headers: application(z.record(z.string().min(1), z.string()), 'Headers of the http request, such as `Host`.'),
  scheme: application(z.enum(['HTTP', 'HTTPS']), 'How http is spoken. Kubernetes: HTTP.'),
  tcp: application(z.literal(true), "Whether the container's port accepts connections."),
  grpc: application(
    z.union([z.literal(true), z.string()], { error: '`true`, or the name of the service to ask for' }),
    "Whether the gRPC health service answers on the container's port.",
  ),
  exec: application(z.array(z.string()).min(1), 'A command in the container that exits with 0.'),
  port: application(
    z.union([portNumber, portName], { error: 'a number or name of a port' }),
    "Another port than the container's main one.",
  ),
  initialDelaySeconds: both(wholeNumber(0, 86400), 'Seconds before the first probe. Kubernetes: 0.'),
  periodSeconds: both(wholeNumber(1, 86400), 'Seconds from probe to probe. Kubernetes: 10.'),
  timeoutSeconds: both(wholeNumber(1, 3600), 'Seconds after which a probe has failed. Kubernetes: 1.'),
  failureThreshold: both(wholeNumber(1, 1000), 'Failures in a row that count. Kubernetes: 3.'),
  successThreshold: both(
    wholeNumber(1, 1000),
    'Successes in a row that count; 1 for liveness and startup. Kubernetes: 1.',
  ),
  terminationGracePeriodSeconds: both(
    wholeNumber(1, 86400),
    "Seconds to stop in after this probe failed, in place of the pod's; not for readiness.",
  ),
};

const probe = (purpose: string): Group =>
  group(`${purpose} Exactly one of http, tcp, grpc and exec.`, probeProperties, { name: 'Probe', notByDefault: true });

export const probes = {
  probes: group(
    'How Kubernetes finds out how the container is.',
    {
      readiness: probe('Whether the pod gets traffic.'),
      liveness: probe('Whether the container is restarted.'),
      startup: probe('Until it succeeds, the other probes wait.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/', name: 'Probes' },
  ),
} satisfies Properties;
