import { groupBy } from '../../data/group-by';
import { ownValue } from '../../data/merge';
import type { ApplicationModel, ConfigModel, VolumeModel } from '../../model/application-model';
import { type FlowSpec, isReachable, type WorkloadSpec } from '../../model/flow-spec';
import { servicePorts } from '../../model/ports';
import { Reference, Text, type Token } from '../../model/reference';
import { identityOf, type OutsideKey, type UsedKey, usedKeys } from './outside';

/** The application and its parts by name, for all functions that write Compose files. */
export interface Context {
  readonly model: ApplicationModel;
  readonly flows: ReadonlyMap<string, FlowSpec>;
  /** The application's own configs, by the name that specs use. */
  readonly configs: ReadonlyMap<string, ConfigModel>;
  /** The application's own shared volumes, by the name that specs use. */
  readonly volumes: ReadonlyMap<string, VolumeModel>;
  readonly outside: ReadonlyMap<string, UsedKey>;
  /** The jobs that run before a flow, by the id of the flow. */
  readonly jobsBefore: ReadonlyMap<string, readonly string[]>;
}

const contexts = new WeakMap<ApplicationModel, Context>();

/** The context of an application. Rules about single properties ask for it too, so it is made once for each model. */
export function contextOf(model: ApplicationModel): Context {
  const known = contexts.get(model);
  if (known) return known;
  const configs = new Map(model.configs.map((config) => [config.name, config]));
  const context = {
    model,
    flows: new Map(model.flows.map(({ id, spec }) => [id, spec])),
    configs,
    volumes: new Map(model.volumes.map((volume) => [volume.name, volume])),
    outside: new Map(usedKeys(model, configs).map((key) => [identityOf(key), key])),
    jobsBefore: jobsBefore(model),
  };
  contexts.set(model, context);
  return context;
}

function jobsBefore({ flows }: ApplicationModel): Map<string, readonly string[]> {
  const pairs = flows.flatMap(({ id: job, spec }) =>
    spec.kind === 'job' ? (spec.before ?? []).map((flow) => ({ job, flow: String(flow) })) : [],
  );
  const others = pairs.filter(({ job, flow }) => job !== flow);
  return new Map([...groupBy(others, ({ flow }) => flow)].map(([flow, all]) => [flow, all.map(({ job }) => job)]));
}

/** The name of the variable in `.env` that holds a key from outside. */
export function variableOf({ outside }: Context, key: OutsideKey): string {
  return (outside.get(identityOf(key)) as UsedKey).variable;
}

/** The service that runs a container of a flow: the flow's id, or `<flow>.<container>` beside it. */
export function serviceName({ flow }: Pick<WorkloadSpec, 'flow'>, container?: string): string {
  // The id of a flow contains no dot, so no two services get the same name.
  return container === undefined ? flow : `${flow}.${container}`;
}

/**
 * The host or port under which containers of the project reach a flow; undefined if it has none. Compose has no
 * Services, so the port is the one that the container listens on.
 */
export function addressOf({ flows }: Context, { flow, attribute }: Reference): string | number | undefined {
  const spec = flows.get(flow);
  if (!spec || !isReachable(spec)) return undefined;
  if (attribute === 'host') return spec.kind === 'external' ? spec.host : serviceName(spec);
  const name = attribute === 'port' ? undefined : attribute.slice('port.'.length);
  if (spec.kind === 'external') return name === undefined ? spec.port : ownValue(spec.ports, name);
  const ports = servicePorts(spec);
  return (name === undefined ? ports[0] : ports.find((port) => port.name === name))?.port;
}

/** Replaces references by the values that they stand for. */
export function resolved(context: Context, token: string | Token): string {
  if (typeof token === 'string') return token;
  if (Text.is(token)) return token.parts.map((part) => resolved(context, part as string | Token)).join('');
  return Reference.is(token) ? String(addressOf(context, token) ?? '') : '';
}
