import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { areEqual, filled } from '../values';
import { readContainer, readProfile, readServing } from './container';
import { readPlacement } from './placement';
import type { ReadPort } from './ports';
import { readMounts, readVolumes } from './volumes';

/** What a pod template says, except its labels: the properties of a flow. */
export interface ReadPod {
  readonly template: Fields;
  readonly containers: readonly Fields[];
  readonly ports: readonly ReadPort[];
  readonly hasService: boolean;
  readonly selector: Fields;
}

/** The containers of a pod, the main one first: the one with the name of the workload, else the first. */
export function mainFirst(template: Fields, workload: string): Fields[] {
  const containers = itemsOf(fieldsOf(template.spec).containers);
  const main = containers.find(({ name }) => name === workload) ?? containers[0];
  return main ? [main, ...containers.filter((container) => container !== main)] : [];
}

export function readPod(id: string, pod: ReadPod): Record<string, unknown> {
  const { template, containers, ports, hasService } = pod;
  const spec = fieldsOf(template.spec);
  const [main = {}] = containers;
  const init = itemsOf(spec.initContainers);
  const native = init.filter(({ restartPolicy }) => restartPolicy === 'Always');
  const others = containers
    .slice(1)
    .map((one) => [one.name, { native: false, ...readBeside(one, main, spec, ports, hasService) }]);
  const sidecars = native.map((one) => [one.name, readBeside(one, main, spec, ports, hasService)]);
  const before = init.filter((one) => !native.includes(one));
  return filled({
    ...readContainer(main),
    containerName: main.name === id ? undefined : main.name,
    ...readServing(main, ports, hasService),
    ...readVolumes(spec, main),
    sidecars: Object.fromEntries([...sidecars, ...others]),
    init: Object.fromEntries(
      before.map((one) => [one.name, filled({ ...sharing(one, main), mounts: readMounts(spec, one) })]),
    ),
    containerOrder: orderOf(spec, containers, [...native, ...before]),
    ...readPodFields(spec, main),
    placement: readPlacement(spec, pod.selector),
    podAnnotations: fieldsOf(template.metadata).annotations,
  });
}

function readBeside(
  container: Fields,
  main: Fields,
  spec: Fields,
  ports: readonly ReadPort[],
  hasService: boolean,
): Fields {
  return filled({
    ...sharing(container, main),
    ...readServing(container, ports, hasService),
    mounts: readMounts(spec, container),
  });
}

/** The properties of another container. It has no `image` if it has that of the main one, with the same user and pull policy. */
function sharing(container: Fields, main: Fields): Record<string, unknown> {
  const { image, ...rest } = readContainer(container);
  const [own, mains] = [fieldsOf(container.securityContext), fieldsOf(main.securityContext)];
  const isSame = image === main.image && own.runAsUser === mains.runAsUser && own.runAsGroup === mains.runAsGroup;
  if (!isSame || container.imagePullPolicy !== main.imagePullPolicy) return { image, ...rest };
  const { pullPolicy: _, user: __, group: ___, ...others } = rest;
  return others;
}

/** The order of the containers, if it is not the one that the model would give them. */
function orderOf(spec: Fields, containers: readonly Fields[], init: readonly Fields[]): unknown {
  const names = (list: readonly Fields[]) => list.map(({ name }) => name);
  const written = [...names(itemsOf(spec.initContainers)), ...names(itemsOf(spec.containers))];
  return areEqual(written, [...names(init), ...names(containers)]) ? undefined : written;
}

function readPodFields(spec: Fields, main: Fields): Fields {
  const { nameservers, searches, options } = fieldsOf(spec.dnsConfig);
  return filled({
    serviceAccount: spec.serviceAccountName === undefined ? undefined : { existing: spec.serviceAccountName },
    serviceAccountToken: spec.automountServiceAccountToken,
    serviceLinks: spec.enableServiceLinks,
    pullSecrets: itemsOf(spec.imagePullSecrets).map(({ name }) => name),
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds,
    runtimeClass: spec.runtimeClassName,
    dns: filled({ policy: spec.dnsPolicy, nameservers, searches, options }),
    hostAliases: Object.fromEntries(itemsOf(spec.hostAliases).map(({ ip, hostnames }) => [ip, hostnames])),
    ...readPodSecurity(spec, fieldsOf(main.securityContext)),
  });
}

function readPodSecurity({ securityContext }: Fields, main: Fields): Fields {
  const context = fieldsOf(securityContext);
  const { fsGroup, fsGroupChangePolicy = 'Always' } = context;
  const hasGroup = fsGroup !== undefined;
  const isImplied = main.runAsUser !== undefined || main.runAsGroup !== undefined;
  return filled({
    fsGroup: hasGroup ? fsGroup : isImplied ? false : undefined,
    supplementalGroups: context.supplementalGroups,
    podSecurity: filled({
      user: context.runAsUser,
      group: context.runAsGroup,
      nonRoot: context.runAsNonRoot,
      seccompProfile: readProfile(context.seccompProfile),
      // The model writes `OnRootMismatch` unless another policy is set. Kubernetes means `Always`.
      fsGroupChangePolicy: hasGroup && fsGroupChangePolicy !== 'OnRootMismatch' ? fsGroupChangePolicy : undefined,
    }),
  });
}
