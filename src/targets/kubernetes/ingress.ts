import type { HTTPIngressPath, Ingress, IngressSpec, IngressTLS } from 'kubernetes-types/networking/v1';
import { unlessEmpty } from '../../model/compact';
import type { ServiceSpec } from '../../model/flow-spec';
import { type NamingContext, objectName } from '../../model/naming';
import { pathsOf, type RoutePath, type RouteSpec, routePort } from '../../model/routes';
import { type Fields, fields, manifest } from './fields';
import type { Manifest } from './manifest';
import { metadata } from './metadata';

/** @see https://kubernetes.io/docs/concepts/services-networking/ingress/ */
export function ingress(context: NamingContext, spec: ServiceSpec, { key, name, values }: RouteSpec): Manifest {
  const { hosts = [], annotations } = values;
  const own = metadata(context, spec, 'ingress', { annotations });
  const described = { ...own, name: name ?? (key === undefined ? own.name : `${own.name}-${key}`) };
  const http = { paths: pathsOf(values).map((path) => ingressPath(context, spec, path)) };
  return manifest<Ingress>({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: described,
    spec: fields<IngressSpec>({
      ingressClassName: values.class,
      rules: hosts.length > 0 ? hosts.map((host) => ({ host, http })) : [{ http }],
      tls: certificates(values, described.name),
    }),
  });
}

function ingressPath(context: NamingContext, spec: ServiceSpec, route: RoutePath): Fields<HTTPIngressPath> {
  const { path, pathType, port, to } = route;
  const service = to
    ? { name: to.host, port: { number: to.port } }
    : { name: objectName(context, spec.flow, 'service'), port: { number: routePort(spec, port)?.servicePort } };
  return fields<HTTPIngressPath>({ path, pathType, backend: { service } });
}

function certificates({ tls, hosts }: RouteSpec['values'], name: string): Fields<IngressTLS>[] | undefined {
  if (!tls) return undefined;
  const all = typeof tls === 'object' ? tls : [{ secret: tls === true ? `${name}-tls` : tls }];
  return all.map((one: { readonly hosts?: readonly string[] | undefined; readonly secret?: string | undefined }) =>
    fields<IngressTLS>({ hosts: unlessEmpty(one.hosts ?? hosts), secretName: one.secret }),
  );
}
