import type { Container, ContainerPort, VolumeMount } from 'kubernetes-types/core/v1';
import { unlessEmpty } from '../../model/compact';
import { inContainerOrder } from '../../model/container-order';
import { type InitContainerSpec, mainContainerName, type SidecarSpec, type WorkloadSpec } from '../../model/flow-spec';
import { formatImage } from '../../model/image-reference';
import { mountsOf } from '../../model/mounts';
import { containerPorts } from '../../model/ports';
import { environmentSources, environmentVariables } from './environment-variables';
import { type Fields, fields } from './fields';
import { containerLifecycle, containerProbes } from './probes';
import { containerResources } from './resources';
import { containerSecurityContext } from './security';
import { waitingContainers } from './waiting-containers';

/**
 * The containers of a flow's pods: the init containers, which include native sidecars, and the main container with the
 * other sidecars. `containerOrder` can change the order of both lists.
 */
export function containers(spec: WorkloadSpec): {
  initContainers: Fields<Container>[] | undefined;
  containers: Fields<Container>[];
} {
  const sidecars = Object.entries(spec.sidecars ?? {});
  const isNative = ([, { native }]: [string, SidecarSpec]) => native !== false;
  const initContainers = inContainerOrder(spec, [
    ...sidecars
      .filter(isNative)
      .map(([name, sidecar]) => ({ ...container(spec, sidecar, name), restartPolicy: 'Always' })),
    ...waitingContainers(spec),
    ...Object.entries(spec.init ?? {}).map(([name, init]) => container(spec, init, name)),
  ]);
  return {
    initContainers: unlessEmpty(initContainers),
    containers: inContainerOrder(spec, [
      container(spec, spec, mainContainerName(spec)),
      ...sidecars.filter((entry) => !isNative(entry)).map(([name, sidecar]) => container(spec, sidecar, name)),
    ]),
  };
}

function container(
  spec: WorkloadSpec,
  settings: WorkloadSpec | SidecarSpec | InitContainerSpec,
  name: string,
): Fields<Container> {
  return fields<Container>({
    name,
    image: formatImage(settings.image ?? spec.image),
    imagePullPolicy: settings.pullPolicy ?? (settings.image ? undefined : spec.pullPolicy),
    command: settings.command,
    args: settings.args,
    workingDir: settings.workingDir,
    env: environmentVariables(settings, spec.listOrder),
    envFrom: environmentSources(settings),
    ports: ports(settings),
    resources: containerResources(settings),
    lifecycle: containerLifecycle(settings),
    securityContext: containerSecurityContext(spec, settings),
    volumeMounts: mounts(spec, settings),
    ...containerProbes(settings),
  });
}

function ports(settings: object): Fields<ContainerPort>[] | undefined {
  return unlessEmpty(
    containerPorts(settings)
      .filter(({ isListed }) => isListed)
      .map(({ containerPortName, port, protocol }) =>
        fields<ContainerPort>({ name: containerPortName, containerPort: port, protocol }),
      ),
  );
}

function mounts(spec: WorkloadSpec, settings: object): Fields<VolumeMount>[] | undefined {
  return unlessEmpty(
    mountsOf(spec, settings).map(({ volume, path, readOnly, subPath }) =>
      fields<VolumeMount>({ name: volume, mountPath: path, subPath, readOnly }),
    ),
  );
}
