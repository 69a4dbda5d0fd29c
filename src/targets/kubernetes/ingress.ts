import type { Ingress, IngressSpec, IngressTLS } from 'kubernetes-types/networking/v1';
import type { ServiceSpec } from '../../model/flow-spec';
import { type NamingContext, objectName } from '../../model/naming';
import { routePort } from '../../model/ports';
import { fields, manifest } from './fields';
import type { Manifest } from './manifest';
import { metadata } from './metadata';

/** @see https://kubernetes.io/docs/concepts/services-networking/ingress/ */
export function ingress(context: NamingContext, spec: ServiceSpec): Manifest | undefined {
  if (!spec.route || spec.route.as === 'openshift') return undefined;
  const { hosts = [], paths = ['/'], pathType = 'Prefix', annotations, tls } = spec.route;
  const name = objectName(context, spec.flow, 'ingress');
  const service = { name: objectName(context, spec.flow, 'service'), port: { number: routePort(spec)?.servicePort } };
  const http = { paths: paths.map((path) => ({ path, pathType, backend: { service } })) };
  return manifest<Ingress>({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata(context, spec, 'ingress', { annotations }),
    spec: fields<IngressSpec>({
      ingressClassName: spec.route.class,
      rules: hosts.length > 0 ? hosts.map((host) => ({ host, http })) : [{ http }],
      tls: tls
        ? [
            fields<IngressTLS>({
              hosts: hosts.length > 0 ? hosts : undefined,
              secretName: tls === true ? `${name}-tls` : tls,
            }),
          ]
        : undefined,
    }),
  });
}
