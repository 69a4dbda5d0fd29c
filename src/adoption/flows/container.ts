import { isMap } from '../../data/merge';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import { amountNames } from '../../model/amount-names';
import { filled } from '../values';
import { portProps, type ReadPort } from './ports';
import { readLifecycle, readProbes } from './probes';
import { readVariables } from './variables';

/** The properties of a container that all its kinds have: main container, sidecar and init container. */
export function readContainer(container: Fields): Record<string, unknown> {
  return filled({
    image: container.image,
    pullPolicy: container.imagePullPolicy,
    command: container.command,
    args: container.args,
    workingDir: container.workingDir,
    ...readVariables(container),
    resources: readResources(container.resources),
    ...readSecurity(container.securityContext),
  });
}

/** The properties that only containers have that run as long as the pod. */
export function readServing(
  container: Fields,
  ports: readonly ReadPort[],
  hasService: boolean,
): Record<string, unknown> {
  const name = String(container.name);
  const own = ports.filter((port) => port.container === name);
  return filled({
    ...portProps(ports, name, hasService),
    ...readProbes(container, own),
    ...readLifecycle(container, own),
  });
}

function readResources(resources: unknown): Fields {
  const { requests, limits } = fieldsOf(resources);
  const extended = Object.entries({ ...fieldsOf(requests), ...fieldsOf(limits) }).filter(
    ([name]) => !Object.hasOwn(amountNames, name),
  );
  return filled({
    requests: readAmounts(requests),
    limits: readAmounts(limits),
    extended: Object.fromEntries(extended.map(([name, amount]) => [name, String(amount)])),
  });
}

function readAmounts(list: unknown): Fields {
  const known = Object.entries(isMap(list) ? list : {}).filter(([name]) => Object.hasOwn(amountNames, name));
  return Object.fromEntries(known.map(([name, amount]) => [amountNames[name], String(amount)]));
}

function readSecurity(context: unknown): Fields {
  const { capabilities, ...fields } = fieldsOf(context);
  const { add, drop } = fieldsOf(capabilities);
  return filled({
    user: fields.runAsUser,
    group: fields.runAsGroup,
    nonRoot: fields.runAsNonRoot,
    seccompProfile: readProfile(fields.seccompProfile),
    allowPrivilegeEscalation: fields.allowPrivilegeEscalation,
    readOnlyRoot: fields.readOnlyRootFilesystem,
    privileged: fields.privileged,
    capabilities: filled({ add, drop }),
  });
}

export function readProfile(profile: unknown): unknown {
  const { type, localhostProfile } = fieldsOf(profile);
  return type === 'Localhost' ? { localhost: localhostProfile } : type;
}
