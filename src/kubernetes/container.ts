import { compact, filled } from '../spec/compact';
import { type InitContainerSpec, mainContainerName, type SidecarSpec, type WorkloadSpec } from '../spec/flow-spec';
import { formatImage } from '../spec/image-reference';
import { mountsOf } from '../spec/mounts';
import { containerPorts } from '../spec/ports';
import { environmentSources, environmentVariables } from './environment-variables';
import { containerLifecycle, containerProbes } from './probes';
import { containerResources } from './resources';
import { containerSecurityContext } from './security';
import { waitingContainers } from './waiting';

/** The containers of a flow's pods: those that come first, and those that stay. */
export function containers(spec: WorkloadSpec): { initContainers?: object[]; containers: object[] } {
  const sidecars = Object.entries(spec.sidecars ?? {});
  const isNative = ([, { native }]: [string, SidecarSpec]) => native !== false;
  const initContainers = [
    ...sidecars
      .filter(isNative)
      .map(([name, sidecar]) => ({ ...container(spec, sidecar, name), restartPolicy: 'Always' })),
    ...waitingContainers(spec),
    ...Object.entries(spec.init ?? {}).map(([name, init]) => container(spec, init, name)),
  ];
  return {
    ...(initContainers.length > 0 && { initContainers }),
    containers: [
      container(spec, spec, mainContainerName(spec)),
      ...sidecars.filter((entry) => !isNative(entry)).map(([name, sidecar]) => container(spec, sidecar, name)),
    ],
  };
}

function container(spec: WorkloadSpec, said: WorkloadSpec | SidecarSpec | InitContainerSpec, name: string): object {
  return compact({
    name,
    image: formatImage(said.image ?? spec.image),
    imagePullPolicy: said.pullPolicy ?? (said.image ? undefined : spec.pullPolicy),
    command: said.command,
    args: said.args,
    workingDir: said.workingDir,
    env: environmentVariables(said),
    envFrom: environmentSources(said),
    ports: ports(said),
    resources: containerResources(said),
    ...containerProbes(said),
    lifecycle: containerLifecycle(said),
    securityContext: containerSecurityContext(spec, said),
    volumeMounts: mounts(spec, said),
  });
}

function ports(said: object): object[] | undefined {
  return filled(
    containerPorts(said).map(({ name, port, protocol }) => compact({ name, containerPort: port, protocol })),
  );
}

function mounts(spec: WorkloadSpec, said: object): object[] | undefined {
  return filled(
    mountsOf(spec, said).map(({ volume, path, readOnly, subPath }) =>
      compact({ name: volume, mountPath: path, subPath, readOnly }),
    ),
  );
}
