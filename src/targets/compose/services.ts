import { unlessEmpty, withoutUndefined } from '../../model/compact';
import { preparing, scheduleProfile } from '../../model/compose-names';
import { inContainerOrder } from '../../model/container-order';
import { isLongRunning, type WorkloadSpec } from '../../model/flow-spec';
import { containerFields } from './container';
import { type Context, serviceName } from './context';
import { completed, type DependsOn, flowDependencies } from './depends-on';
import { servicePortFields } from './ports';
import { preparedVolumes } from './prepared-volumes';
import { replicasOf } from './replicas';

/** A service of a Compose file. Its texts may be templates. */
export interface Service {
  readonly depends_on?: DependsOn;
  readonly [field: string]: unknown;
}

/** The services of a flow by name: one for the main container, each init container and each sidecar, and one
 * that prepares the volumes if they need it. */
export function flowServices(context: Context, spec: WorkloadSpec): Record<string, Service> {
  const common = withoutUndefined({ profiles: spec.kind === 'schedule' ? [scheduleProfile] : undefined });
  const named = (container: string) => serviceName(spec, container);
  const services: Record<string, Service> = {};

  let before = flowDependencies(context, spec);
  const prepare = preparedVolumes(context, spec);
  if (prepare) {
    services[named(preparing)] = { ...common, ...prepare };
    before = { ...before, ...completed([named(preparing)]) };
  }
  // Init containers run one after the other, in the order in which the code names them.
  const inits = Object.entries(spec.init ?? {}).map(([name, init]) => ({ name, init }));
  for (const { name, init } of inContainerOrder(spec, inits)) {
    services[named(name)] = {
      ...common,
      ...containerFields(context, spec, init),
      ...podFields(spec),
      restart: isLongRunning(spec) ? 'on-failure' : restart(spec),
      ...dependsOn(before),
    };
    before = { ...before, ...completed([named(name)]) };
  }
  for (const [name, sidecar] of Object.entries(spec.sidecars ?? {})) {
    services[named(name)] = {
      ...common,
      ...containerFields(context, spec, sidecar),
      network_mode: `service:${serviceName(spec)}`,
      restart: restart(spec),
    };
  }
  const main = containerFields(context, spec, spec);
  services[serviceName(spec)] = {
    ...common,
    ...main,
    ...podFields(spec),
    ...servicePortFields(spec),
    ...deploy(main.deploy as object | undefined, spec),
    restart: restart(spec),
    ...dependsOn(before),
  };
  return services;
}

function dependsOn(before: DependsOn): { depends_on?: DependsOn } {
  return Object.keys(before).length > 0 ? { depends_on: before } : {};
}

/** The DNS settings. A container in the network of another container has the settings of that container. */
function podFields({ dns, hostAliases = {} }: WorkloadSpec): object {
  const hosts = Object.entries(hostAliases).flatMap(([address, names]) =>
    (names ?? []).map((name) => `${name}=${address}`),
  );
  return withoutUndefined({
    dns: dns?.nameservers && unlessEmpty([...new Set(dns.nameservers)]),
    dns_search: dns?.searches && unlessEmpty([...new Set(dns.searches)]),
    dns_opt: unlessEmpty(
      (dns?.options ?? []).map(({ name, value }) => (value === undefined ? name : `${name}:${value}`)),
    ),
    extra_hosts: unlessEmpty([...new Set(hosts)].sort()),
  });
}

function deploy(resources: object | undefined, spec: WorkloadSpec): object {
  const replicas = replicasOf(spec);
  const all = withoutUndefined({ ...resources, replicas: replicas === 1 ? undefined : replicas });
  return Object.keys(all).length > 0 ? { deploy: all } : {};
}

/** @see https://docs.docker.com/reference/compose-file/services/#restart */
function restart(spec: WorkloadSpec): string {
  if (isLongRunning(spec)) return 'unless-stopped';
  const { backoffLimit = 6 } = spec;
  return backoffLimit === 0 ? 'no' : `on-failure:${backoffLimit}`;
}
