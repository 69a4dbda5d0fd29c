import type { Issue, ValuePath } from '../diagnostics';
import { isMap, valueAt } from '../environments/merge';
import type { ApplicationModel } from '../spec/application-model';
import type { FlowSpec } from '../spec/flow-spec';
import type { FlowKind } from '../spec/kinds';
import type { Layer } from '../spec/layer';

/** A feature of the model that a target cannot express. */
export interface Loss {
  /**
   * The property of a flow, such as `placement` or `probes.liveness`; `*` stands for any name: `sidecars.*.probes`.
   * Parts of an application are written `configs.<property>`, `secrets.<property>` and `volumes.<property>`.
   */
  readonly property: string;
  /** Kinds of flow that it concerns. @default all that have the property */
  readonly kinds?: readonly FlowKind[] | undefined;
  /** A warning if the application still runs correctly without the feature. */
  readonly severity: 'error' | 'warning';
  /** Why, as a full sentence: `Compose has one host, so it places nothing.` */
  readonly reason: string;
  /** Limits the loss to some values. @default every value */
  readonly when?: ((value: unknown, spec: FlowSpec) => boolean) | undefined;
}

/**
 * Reports every feature that an application uses and a target cannot express, with the line that set it.
 *
 * @param accept properties whose loss the user accepts, as `targets.<name>.accept` lists them
 */
export function lossIssues(
  target: string,
  losses: readonly Loss[],
  model: ApplicationModel,
  accept: readonly string[] = [],
): Issue[] {
  return losses
    .filter(({ property }) => !accept.some((accepted) => covers(accepted, property)))
    .flatMap((loss) => findLoss(target, loss, model));
}

/** Whether accepting a property accepts the loss of another: itself, or one below it. */
function covers(accepted: string, property: string): boolean {
  return property === accepted || property.startsWith(`${accepted}.`);
}

const parts = ['configs', 'secrets', 'volumes'] as const;

function findLoss(target: string, loss: Loss, model: ApplicationModel): Issue[] {
  const [first, ...rest] = loss.property.split('.');
  const part = parts.find((name) => name === first);
  if (part) return model[part].flatMap((one) => found(target, loss, model, `${part}.${one.id}`, one, rest, one.layers));
  return model.flows
    .filter(({ kind }) => loss.kinds?.includes(kind) ?? true)
    .flatMap(({ id, spec, layers }) => found(target, loss, model, id, spec, loss.property.split('.'), layers));
}

function found(
  target: string,
  { severity, reason, when, property }: Loss,
  { application, environment }: ApplicationModel,
  owner: string,
  values: object,
  pattern: readonly string[],
  layers: readonly Layer[],
): Issue[] {
  return matches(values, pattern).flatMap((path): Issue[] => {
    const value = valueAt(values, path);
    if (when && !when(value, values as FlowSpec)) return [];
    const location = layers.findLast(({ data }) => valueAt(data, path) !== undefined)?.locate(path);
    return [
      {
        code: 'not-expressed',
        severity,
        message: `${target} cannot express \`${path.join('.')}\` of ${owner} in ${environment}: ${reason}`,
        hint: `leave it out in this environment, or accept the loss with \`targets: { ${target}: { accept: [${property}] } }\` in towpath.yaml`,
        path: `${application}.${owner}.${path.join('.')}`,
        ...(location && { location }),
      },
    ];
  });
}

/** The paths of a value that a pattern such as `sidecars.*.probes` matches, and that are set. */
function matches(value: unknown, pattern: readonly string[], path: ValuePath = []): ValuePath[] {
  const [step, ...rest] = pattern;
  if (step === undefined) return value === undefined ? [] : [path];
  if (!isMap(value) && !Array.isArray(value)) return [];
  const keys = step === '*' ? Object.keys(value) : [step];
  return keys.flatMap((key) => matches(valueAt(value, [key]), rest, [...path, key]));
}
