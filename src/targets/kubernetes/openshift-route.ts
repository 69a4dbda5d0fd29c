import { withoutUndefined } from '../../model/compact';
import type { ServiceSpec } from '../../model/flow-spec';
import { type NamingContext, objectName } from '../../model/naming';
import { pathsOf, type RouteSpec, routePort } from '../../model/routes';
import type { Manifest } from './manifest';
import { metadata } from './metadata';

/** @see https://docs.openshift.com/container-platform/latest/networking/routes/route-configuration.html */
export function openshiftRoute(context: NamingContext, spec: ServiceSpec, { key, name, values }: RouteSpec): Manifest {
  const { hosts = [], annotations, tls } = values;
  const [only] = pathsOf(values);
  const port = routePort(spec, only?.port);
  const own = metadata(context, spec, 'route', { annotations });
  return {
    apiVersion: 'route.openshift.io/v1',
    kind: 'Route',
    metadata: { ...own, name: name ?? (key === undefined ? own.name : `${own.name}-${key}`) },
    spec: withoutUndefined({
      host: hosts[0],
      path: only?.path === '/' ? undefined : only?.path,
      port: { targetPort: port?.servicePortName ?? port?.port },
      tls: tls
        ? withoutUndefined({
            termination: 'edge',
            insecureEdgeTerminationPolicy: 'Redirect',
            externalCertificate: typeof tls === 'string' ? { name: tls } : undefined,
          })
        : undefined,
      to: { kind: 'Service', name: objectName(context, spec.flow, 'service') },
    }),
  };
}
