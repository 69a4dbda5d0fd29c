import { z } from 'zod';
import { isAddress } from '../addresses';
import { annotationMap, dnsLabel, objectNameText, portName } from '../formats';
import { byApplication, byBoth, byDeployment, group, type Properties, table } from '../property';
import { Reference } from '../reference';

const hostText = 'a host name such as www.example.org';
const host = z
  .string()
  .regex(/^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, { error: hostText, abort: true })
  .refine((name) => name.length <= 253 && !isAddress(name), hostText);

const path = z.string().startsWith('/', 'a path such as /api');
const pathType = z.enum(['Prefix', 'Exact', 'ImplementationSpecific']);

const pathEntry = z.strictObject({
  path,
  pathType: pathType.optional(),
  port: portName.optional(),
  to: z
    .strictObject({
      host: z.custom<Reference>((value) => Reference.is(value) && value.attribute === 'host'),
      port: z.custom<Reference>((value) => Reference.is(value) && value.attribute !== 'host'),
    })
    .optional(),
});

const certificate = z.strictObject({ hosts: z.array(host).optional(), secret: objectNameText.optional() });

const members = {
  as: byDeployment(
    z.enum(['ingress', 'openshift']),
    'The kind of object to write: an Ingress, or a Route of OpenShift, which has one host and one path. The default is `ingress`.',
  ),
  hosts: byBoth(z.array(host), 'The host names that lead to the flow. By default all hosts do.'),
  paths: byApplication(
    z.array(z.union([path, pathEntry], { error: 'a path such as /api, or `{ path, pathType, port, to }`' })).min(1),
    'The paths of the route. The default is `/`. A path is text, or `{ path, pathType, port, to }`: `pathType` and `port` differ from those of the route, and `to` is another flow that the path leads to.',
    {
      codeType:
        "readonly (string | { readonly path: string; readonly pathType?: 'Prefix' | 'Exact' | 'ImplementationSpecific' | undefined; readonly port?: string | undefined; readonly to?: { readonly host: Reference; readonly port: Reference } | undefined })[]",
    },
  ),
  pathType: byApplication(
    pathType,
    'How the path of a request is compared with the paths of the route. The default is `Prefix`.',
  ),
  port: byApplication(portName, 'The name of the port that requests go to. The default is the main port.'),
  class: byDeployment(objectNameText, "The ingress class. The default is the cluster's default class."),
  tls: byBoth(
    z.union([z.boolean(), objectNameText, z.array(certificate)], {
      error: '`true`, `false`, the name of the Secret with the certificate, or a list of `{ hosts, secret }`',
    }),
    'Serve the route over TLS: the name of the Secret with the certificate, or `true` for a Secret called `<name>-tls`. A list of `{ hosts, secret }` sets several certificates, or certificates for other hosts than those of the route; without `secret` the ingress controller uses its default certificate.',
  ),
  annotations: byBoth(annotationMap, 'Annotations of the Ingress or Route, for the ingress controller.'),
} satisfies Properties;

export const route = {
  route: group('The hosts and paths of the flow for HTTP requests from outside the cluster.', members, {
    source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
    name: 'Route',
  }),
  routes: table(
    'Further routes of the flow, by name. Each becomes an Ingress or Route of its own.',
    dnsLabel,
    {
      name: byApplication(
        objectNameText,
        "The name of the Ingress or Route. The default is the name of the flow's own route, with the name of this route after it.",
      ),
      ...members,
    },
    'FurtherRoute',
  ),
} satisfies Properties;
