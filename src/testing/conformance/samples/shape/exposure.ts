import { containers, type Draft, part, remove, routes, rows, type Shaper } from './draft';
import { validName } from './naming';

const hasService = (flow: Draft) => flow.kind === 'service' || flow.kind === 'store';

/** Makes `expose` fit the options of the Service. A flow without a Service has no options of a Service. */
export const exposure: Shaper = (flow, turn) => {
  const ports = [flow, ...containers(flow).flatMap((one) => rows(one, 'ports').map(([, port]) => port))];
  if (!hasService(flow)) {
    for (const port of ports) {
      remove(port, 'servicePort', 'servicePortName', 'targetPort', 'containerPort', 'nodePort', 'appProtocol');
    }
    return;
  }
  const service = part(flow, 'service') ?? {};
  const ofBalancers = ['loadBalancerClass', 'loadBalancerSourceRanges'].some((name) => name in service);
  const ofNodes = 'externalTrafficPolicy' in service || ports.some(({ nodePort }) => nodePort !== undefined);
  if (ofBalancers) flow.expose = 'loadBalancer';
  else if (ofNodes && flow.expose !== 'loadBalancer') flow.expose = turn % 2 === 0 ? 'nodePort' : 'loadBalancer';
  const beside = rows(flow, 'services').map(([, one]) => one);
  for (const one of beside) furtherService(flow, one);
  ports.push(...beside.flatMap((one) => rows(one, 'ports').map(([, port]) => port)));
  ports
    .filter(({ nodePort }) => nodePort !== undefined)
    .forEach((port, index) => {
      port.nodePort = 30000 + index;
    });
};

/** Gives a further Service a port of the flow, and makes its `expose` fit its options. */
function furtherService(flow: Draft, service: Draft): void {
  if (service.name !== undefined) service.name = validName(service.name);
  const [name] = containers(flow).flatMap((one) => rows(one, 'ports').map(([key]) => key));
  const [said] = rows(service, 'ports').map(([, port]) => port);
  if (name === undefined) delete service.ports;
  else if (service.ports !== undefined) service.ports = { [name]: said };
  if (said?.targetPort === 'name') said.targetPort = 'number';
  const isPinned = name !== undefined && said?.nodePort !== undefined;
  if (['loadBalancerClass', 'loadBalancerSourceRanges'].some((option) => option in service)) {
    service.expose = 'loadBalancer';
  } else if ((isPinned || 'externalTrafficPolicy' in service) && service.expose !== 'loadBalancer') {
    service.expose = 'nodePort';
  }
}

/** Leaves a Route of OpenShift one host and one path. */
export const openshift: Shaper = (flow) => {
  for (const route of routes(flow)) {
    if (route.as !== 'openshift') continue;
    remove(route, 'class', 'pathType');
    if (Array.isArray(route.tls)) route.tls = true;
    if (Array.isArray(route.hosts)) route.hosts = route.hosts.slice(0, 1);
    if (Array.isArray(route.paths)) route.paths = route.paths.slice(0, 1).filter((path) => typeof path === 'string');
  }
};

/** Adds a name server if the DNS policy is None. */
export const dns: Shaper = (flow) => {
  const said = part(flow, 'dns');
  if (said?.policy === 'None') said.nameservers = ['10.0.0.10'];
};
