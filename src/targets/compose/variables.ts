import { unlessEmpty, withoutUndefined } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';
import { isToken, type Token } from '../../model/reference';
import type { Variable, VariableSource } from '../../model/variable';
import { expandVariables, type VariableValues, variableNames } from '../../model/variable-use';
import { type Context, resolved, variableOf } from './context';
import { fieldText, resourceText } from './downward';
import { outsideKey } from './outside';
import type { ContainerSpec } from './resources';
import { type Required, Template } from './template';

type Parts = readonly (string | Required)[];
type Values = ReadonlyMap<string, Parts>;

/** The variables of a container, as far as their values are known here, those of `envFrom` included. */
export interface ContainerVariables {
  readonly fields: object;
  /** The names of the variables. */
  readonly names: ReadonlySet<string>;
  /** Replaces `$(NAME)` in the text of a command or of an argument. */
  expand(text: string): Template;
}

export function containerVariables(context: Context, spec: WorkloadSpec, container: ContainerSpec): ContainerVariables {
  const own = ownVariables(context, spec, container);
  const all = new Map([...sourceVariables(context, container), ...own]);
  const environment = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, parts]) => [name, new Template(parts)]);
  return {
    fields: withoutUndefined({
      environment: unlessEmpty(Object.fromEntries(environment)),
      env_file: unlessEmpty(outsideSources(context, container).map(environmentFile)),
    }),
    names: new Set(all.keys()),
    expand: (text) => new Template(expandVariables(text, (name) => all.get(name))),
  };
}

/** The variables that `env` sets. Each variable can use those before it. */
function ownVariables(context: Context, spec: WorkloadSpec, container: ContainerSpec): Values {
  const values = (container.env ?? {}) as VariableValues;
  const known = new Map<string, Parts>();
  for (const name of variableNames(values, spec.listOrder)) {
    const parts = valueParts(context, spec, container, values[name] as Variable | Token, known);
    if (parts) known.set(name, parts);
  }
  return known;
}

function valueParts(
  context: Context,
  spec: WorkloadSpec,
  container: ContainerSpec,
  value: Variable | Token,
  known: Values,
): Parts | undefined {
  if (typeof value === 'string' || isToken(value)) {
    return expandVariables(resolved(context, value), (name) => known.get(name));
  }
  if ('field' in value) return literal(fieldText(context.model, spec, value.field));
  if ('resource' in value) return literal(resourceText(container, value));
  const key = outsideKey(context.configs, value);
  if (key) {
    const { kind, name } = key;
    const hint = `set it to key ${key.key} of the ${kind} ${name}, see .env.example`;
    return [{ variable: variableOf(context, key), hint, isOptional: value.optional === true }];
  }
  return 'config' in value ? literal(configText(context, String(value.config), value.key)) : undefined;
}

function literal(text: string | undefined): Parts | undefined {
  return text === undefined ? undefined : [text];
}

/** The text of a key of one of the application's own configs; undefined if it has no such key. */
export function configText(context: Context, name: string, key: string): string | undefined {
  const data = context.configs.get(name)?.data ?? {};
  return Object.hasOwn(data, key) ? resolved(context, data[key] as string | Token) : undefined;
}

/** The variables that come from the application's own configs. Of two with the same name, the last one is used. */
function sourceVariables(context: Context, { envFrom = [] }: ContainerSpec): Values {
  const known = new Map<string, Parts>();
  for (const source of envFrom) {
    if (!('config' in source)) continue;
    const config = context.configs.get(String(source.config));
    for (const [key, value] of Object.entries(config?.data ?? {})) {
      known.set(`${source.prefix ?? ''}${key}`, [resolved(context, value)]);
    }
  }
  return known;
}

/** The sources of `envFrom` whose keys are known only where the application runs. */
export function outsideSources(
  { configs }: Pick<Context, 'configs'>,
  { envFrom = [] }: Pick<ContainerSpec, 'envFrom'>,
): VariableSource[] {
  return envFrom.filter((source) => 'secret' in source || !configs.has(String(source.config)));
}

function environmentFile(source: VariableSource): object {
  return { path: `./${environmentFilePath(source)}`, required: source.optional !== true };
}

/** The file that holds the variables of a source from outside, beside compose.yaml. */
export function environmentFilePath(source: VariableSource): string {
  return 'secret' in source ? `secrets/${source.secret}.env` : `configs/${source.config}.env`;
}
