import { z } from 'zod';
import { labelKey, objectNameText, portName } from '../formats';
import { byApplication, byBoth, byDeployment, group, type Properties } from '../property';

const host = z
  .string()
  .regex(
    /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    'a host name such as www.example.org',
  );

export const route = {
  route: group(
    'The hosts and paths of the flow for HTTP requests from outside the cluster.',
    {
      as: byDeployment(
        z.enum(['ingress', 'openshift']),
        'The kind of object to write: an Ingress, or a Route of OpenShift, which has one host and one path. The default is `ingress`.',
      ),
      hosts: byBoth(z.array(host), 'The host names that lead to the flow. By default all hosts do.'),
      paths: byApplication(
        z.array(z.string().startsWith('/', 'a path such as /api')),
        'The paths that lead to the flow. The default is `/`.',
      ),
      pathType: byApplication(
        z.enum(['Prefix', 'Exact', 'ImplementationSpecific']),
        'How the path of a request is compared with the paths of the route. The default is `Prefix`.',
      ),
      port: byApplication(portName, 'The name of the port that requests go to. The default is the main port.'),
      class: byDeployment(z.string().min(1), "The ingress class. The default is the cluster's default class."),
      tls: byBoth(
        z.union([z.boolean(), objectNameText], {
          error: '`true`, `false`, or the name of the Secret with the certificate',
        }),
        'Serve the route over TLS: the name of the Secret with the certificate, or `true` for a Secret called `<name>-tls`.',
      ),
      annotations: byBoth(
        z.record(labelKey, z.string().nullable()),
        'Annotations of the Ingress or Route, for the ingress controller.',
      ),
    },
    { source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/', name: 'Route' },
  ),
} satisfies Properties;
