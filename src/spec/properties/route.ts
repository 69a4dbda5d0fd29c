import { z } from 'zod';
import { labelKey, objectNameText, portName } from '../formats';
import { application, both, deployment, group, type Properties } from '../property';

const host = z
  .string()
  .regex(
    /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    'a host name such as www.example.org',
  );

export const route = {
  route: group(
    'The hosts and paths under which the outside reaches the flow over HTTP.',
    {
      as: deployment(
        z.enum(['ingress', 'openshift']),
        'What the cluster calls it: an Ingress, or a Route of OpenShift, which has one host and one path. `ingress` when it is not said.',
      ),
      hosts: both(z.array(host), 'Host names; every host when none is said.'),
      paths: application(z.array(z.string().startsWith('/')), 'Paths that lead to the flow; `/` when none is said.'),
      pathType: application(
        z.enum(['Prefix', 'Exact', 'ImplementationSpecific']),
        'How a path is compared. `Prefix` when it is not said.',
      ),
      port: application(portName, 'The named port that answers; the main one when it is not said.'),
      class: deployment(z.string().min(1), "The ingress class; the cluster's default when it is not said."),
      tls: both(
        z.union([z.boolean(), objectNameText], {
          error: '`true`, `false`, or the name of the Secret with the certificate',
        }),
        'Whether it is reached over TLS: the name of the Secret with the certificate, or `true` for `<name>-tls`.',
      ),
      annotations: both(z.record(labelKey, z.string().nullable()), 'Annotations for the ingress controller.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/', name: 'Route' },
  ),
} satisfies Properties;
