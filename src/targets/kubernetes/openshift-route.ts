import { withoutUndefined } from '../../model/compact';
import type { ServiceSpec } from '../../model/flow-spec';
import { type NamingContext, objectName } from '../../model/naming';
import { routePort } from '../../model/ports';
import type { Manifest } from './manifest';
import { metadata } from './metadata';

/** @see https://docs.openshift.com/container-platform/latest/networking/routes/route-configuration.html */
export function openshiftRoute(context: NamingContext, spec: ServiceSpec): Manifest | undefined {
  if (spec.route?.as !== 'openshift') return undefined;
  const { hosts = [], paths = [], annotations, tls } = spec.route;
  const port = routePort(spec);
  return {
    apiVersion: 'route.openshift.io/v1',
    kind: 'Route',
    metadata: metadata(context, spec, 'route', { annotations }),
    spec: withoutUndefined({
      host: hosts[0],
      path: paths[0] === '/' ? undefined : paths[0],
      port: { targetPort: port?.servicePortName ?? port?.port },
      tls: tls
        ? withoutUndefined({
            termination: 'edge',
            insecureEdgeTerminationPolicy: 'Redirect',
            externalCertificate: tls === true ? undefined : { name: tls },
          })
        : undefined,
      to: { kind: 'Service', name: objectName(context, spec.flow, 'service') },
    }),
  };
}
