import { z } from 'zod';
import { headerName, portName, portNumber, wholeNumber } from '../formats';
import { byApplication, byBoth, type Group, group, type Properties } from '../property';

const probeProperties: Properties = {
  http: byApplication(
    z.string().startsWith('/', 'a path such as /healthz'),
    "A path to request on the container's port. A status from 200 to 399 is a success.",
  ),
  headers: byApplication(z.record(headerName, z.string()), 'Headers of the HTTP request, such as `Host`.'),
  scheme: byApplication(z.enum(['HTTP', 'HTTPS']), 'The scheme of the HTTP request. Kubernetes uses HTTP by default.'),
  tcp: byApplication(z.literal(true), "Check that the container's port accepts connections."),
  grpc: byApplication(
    z.union([z.literal(true), z.string()], { error: '`true`, or the name of the service to ask for' }),
    "Call the gRPC health service on the container's port. Text is the name of the service to ask for.",
  ),
  exec: byApplication(z.array(z.string()).min(1), 'A command to run in the container. Exit code 0 is a success.'),
  port: byApplication(
    z.union([portNumber, portName], { error: 'a number or name of a port' }),
    "The port to probe. The default is the container's main port.",
  ),
  initialDelaySeconds: byBoth(
    wholeNumber(0, 86400),
    'The time before the first probe, in seconds. Kubernetes uses 0 by default.',
  ),
  periodSeconds: byBoth(wholeNumber(1, 86400), 'The time between probes, in seconds. Kubernetes uses 10 by default.'),
  timeoutSeconds: byBoth(
    wholeNumber(1, 3600),
    'The time in seconds after which a probe without an answer fails. Kubernetes uses 1 by default.',
  ),
  failureThreshold: byBoth(
    wholeNumber(1, 1000),
    'The number of failures in a row after which the container counts as failed. Kubernetes uses 3 by default.',
  ),
  successThreshold: byBoth(
    wholeNumber(1, 1000),
    'The number of successes in a row after which the container counts as healthy. Liveness and startup probes allow only 1. Kubernetes uses 1 by default.',
  ),
  terminationGracePeriodSeconds: byBoth(
    wholeNumber(1, 86400),
    'The time in seconds that the container has to stop after this probe has failed. It overrides the value of the pod. Readiness probes do not have it.',
  ),
};

const probe = (purpose: string): Group =>
  group(`${purpose} Set exactly one of http, tcp, grpc and exec.`, probeProperties, {
    name: 'Probe',
    notByDefault: true,
  });

export const probes = {
  probes: group(
    'Checks that Kubernetes uses to find out the health of the container.',
    {
      readiness: probe('The pod gets traffic while this probe succeeds.'),
      liveness: probe('The container is restarted when this probe fails.'),
      startup: probe('The other probes start after this probe has succeeded.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/', name: 'Probes' },
  ),
} satisfies Properties;
