import type { ServiceSpec } from '../../model/flow-spec';
import type { NamingContext } from '../../model/naming';
import { routesOf } from '../../model/routes';
import { ingress } from './ingress';
import type { Manifest } from './manifest';
import { openshiftRoute } from './openshift-route';

/** The objects of a flow's routes: `ingress` or `route` for its own route, `ingress-<name>` or `route-<name>` for others. */
export function routes(context: NamingContext, spec: ServiceSpec): Record<string, Manifest> {
  return Object.fromEntries(
    routesOf(spec).map((route) => {
      const isOpenShift = route.values.as === 'openshift';
      const build = isOpenShift ? openshiftRoute : ingress;
      const object = isOpenShift ? 'route' : 'ingress';
      return [route.key === undefined ? object : `${object}-${route.key}`, build(context, spec, route)];
    }),
  );
}
