import { z } from 'zod';
import { wholeNumber } from '../formats';
import { application, both, type Group, group, type Properties } from '../property';

const probeProperties: Properties = {
  http: application(
    z.string().startsWith('/', 'a path such as /healthz'),
    "Path that answers 200 to 399 on the flow's port.",
  ),
  tcp: application(z.literal(true), "Whether the flow's port accepts connections."),
  exec: application(z.array(z.string()).min(1), 'A command in the container that exits with 0.'),
  initialDelaySeconds: both(wholeNumber(0, 86400), 'Seconds before the first probe. Kubernetes: 0.'),
  periodSeconds: both(wholeNumber(1, 86400), 'Seconds from probe to probe. Kubernetes: 10.'),
  timeoutSeconds: both(wholeNumber(1, 3600), 'Seconds after which a probe has failed. Kubernetes: 1.'),
  failureThreshold: both(wholeNumber(1, 1000), 'Failures in a row that count. Kubernetes: 3.'),
  successThreshold: both(
    wholeNumber(1, 1000),
    'Successes in a row that count; 1 for liveness and startup. Kubernetes: 1.',
  ),
};

const probe = (purpose: string): Group =>
  group(`${purpose} Exactly one of http, tcp and exec.`, probeProperties, { name: 'Probe' });

export const probes = {
  probes: group(
    'How Kubernetes finds out how the flow is.',
    {
      readiness: probe('Whether the pod gets traffic.'),
      liveness: probe('Whether the container is restarted.'),
      startup: probe('Until it succeeds, the other probes wait.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/' },
  ),
} satisfies Properties;
