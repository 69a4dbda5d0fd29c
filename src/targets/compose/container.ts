import { configHashAnnotation } from '../../kubernetes/labels';
import { unlessEmpty, withoutUndefined } from '../../model/compact';
import type { SidecarSpec, WorkloadSpec } from '../../model/flow-spec';
import { formatImage } from '../../model/image-reference';
import { mountsOf } from '../../model/mounts';
import type { Context } from './context';
import { filesHash, knownFiles } from './files';
import { healthCheck } from './health';
import { mountFields } from './mounts';
import { type ContainerSpec, deployResources } from './resources';
import { securityFields } from './security';
import { containerVariables } from './variables';

const pullPolicies = { Always: 'always', IfNotPresent: 'missing', Never: 'never' } as const;

/** The fields of a service that describe its container, which is a main container, a sidecar or an init container. */
export function containerFields(
  context: Context,
  spec: WorkloadSpec,
  container: ContainerSpec,
): Record<string, unknown> {
  const variables = containerVariables(context, spec, container);
  const { command, args, workingDir, lifecycle } = container as SidecarSpec;
  const pullPolicy = container.pullPolicy ?? (container.image ? undefined : spec.pullPolicy);
  const { terminationGracePeriodSeconds: grace, runtimeClass, podAnnotations, annotations } = spec;
  return withoutUndefined({
    image: formatImage(container.image ?? spec.image),
    pull_policy: pullPolicy && pullPolicies[pullPolicy],
    runtime: runtimeClass,
    entrypoint: unlessEmpty(command?.map(variables.expand)),
    command: unlessEmpty(args?.map(variables.expand)),
    working_dir: workingDir,
    ...variables.fields,
    ...securityFields(spec, container),
    ...mountFields(context, spec, container),
    deploy: unlessEmpty(withoutUndefined({ resources: deployResources(container) })),
    healthcheck: healthCheck(container as SidecarSpec),
    post_start: hook(lifecycle?.postStart),
    pre_stop: hook(lifecycle?.preStop),
    stop_grace_period: grace === undefined ? undefined : `${grace}s`,
    labels: unlessEmpty({ ...spec.labels, ...spec.podLabels, ...configLabel(context, spec, container) }),
    annotations: unlessEmpty({ ...annotations, ...podAnnotations }),
  });
}

/** @see https://docs.docker.com/compose/how-tos/lifecycle/ */
function hook(said: { readonly exec?: readonly string[] | undefined } | undefined): object[] | undefined {
  return said?.exec && [{ command: said.exec }];
}

/** A label that changes with the mounted files, if one of the configs restarts its pods when it changes. */
function configLabel(context: Context, spec: WorkloadSpec, container: ContainerSpec): object {
  const files = mountsOf(spec, container).flatMap(({ volume }): [string, string][] => {
    const said = spec.volumes?.[volume];
    const known = said && knownFiles(context, spec, said);
    if (!known) return [];
    const names = [said.config, ...(said.projected ?? []).map((part) => ('config' in part ? part.config : undefined))];
    const restarts = names.some((name) => name !== undefined && context.configs.get(String(name))?.rollsPods);
    return restarts ? [...known].map(([path, text]) => [`${volume}/${path}`, text]) : [];
  });
  return files.length === 0 ? {} : { [configHashAnnotation]: filesHash(new Map(files)) };
}
