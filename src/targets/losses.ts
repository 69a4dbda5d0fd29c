import { isMap, valueAt } from '../data/merge';
import { errorIssue, formatPath, type Issue, type ValuePath } from '../diagnostics';
import type { ApplicationModel } from '../model/application-model';
import type { FlowKind } from '../model/flow-kinds';
import { isWorkload, type WorkloadSpec } from '../model/flow-spec';
import type { Layer } from '../model/layer';

/** A feature of the model that a target cannot express. */
export interface Loss {
  /**
   * The property of a flow, such as `placement` or `probes.liveness`. A `*` matches any name: `sidecars.*.probes`. A
   * property includes everything below it. Properties of other parts of an application are written
   * `configs.<property>`, `secrets.<property>` and `sharedVolumes.<property>`.
   */
  readonly property: string;
  /** Kinds of flow that it concerns. @default all that have the property */
  readonly kinds?: readonly FlowKind[] | undefined;
  /** A warning if the application still runs correctly without the feature. */
  readonly severity: 'error' | 'warning';
  /** Why the target cannot express it, to follow a colon: `Compose runs all containers on one host`. */
  readonly reason: string;
  /** Limits the loss to some values. @default every value */
  readonly when?: ((value: unknown, place: LossPlace) => boolean) | undefined;
}

/** Where a value was found. */
export interface LossPlace {
  readonly model: ApplicationModel;
  /** The flow that has the value; absent if a config, a secret or a shared volume has it. */
  readonly spec?: WorkloadSpec;
  /** The path of the value, such as `['sidecars', 'proxy', 'env', 'A']`. */
  readonly path: ValuePath;
  /** Whether code or an environment sets the value, rather than a dated set of defaults or nothing at all. */
  readonly isSaid: boolean;
}

/** One use of a feature that a target cannot express. */
export interface FoundLoss {
  readonly issue: Issue;
  /** What is lost. It may be a group with much below it. */
  readonly value: unknown;
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
  return findLosses(target, losses, model, accept).map(({ issue }) => issue);
}

/** Like `lossIssues`, but returns the value that is lost with each issue. */
export function findLosses(
  target: string,
  losses: readonly Loss[],
  model: ApplicationModel,
  accept: readonly string[] = [],
): FoundLoss[] {
  return losses
    .filter(({ property }) => !accept.some((accepted) => covers(accepted, property)))
    .flatMap((loss) => findLoss(target, loss, model));
}

/** The names of `accept` for overrides, patches and constructs beside the flows. */
const additionNames = { override: 'overrides', patch: 'patches', construct: 'constructs' } as const;

/** Reports overrides, patches and constructs in the code, which a target that reads only the model does not write. */
export function additionIssues(target: string, model: ApplicationModel, accept: readonly string[] = []): Issue[] {
  return model.additions
    .filter(({ kind }) => !accept.includes(additionNames[kind]))
    .map(({ kind, path }): Issue => {
      const what = kind === 'construct' ? 'the construct' : `the ${kind} of`;
      const message = `the target \`${target}\` cannot express ${what} \`${path}\`, because it writes no Kubernetes objects`;
      return errorIssue('not-expressed', message, {
        hint: `accept the loss with \`targets: { ${target}: { accept: [${additionNames[kind]}] } }\` in towpath.yaml`,
        path,
      });
    });
}

/** What `accept` may name: every loss, every group of losses, and the changes to Kubernetes objects. */
export function acceptable(losses: readonly Loss[]): string[] {
  if (losses.length === 0) return [];
  const groups = losses.flatMap(({ property }) => {
    const steps = property.split('.');
    return steps.map((_, index) => steps.slice(0, index + 1).join('.')).filter((name) => !name.endsWith('*'));
  });
  const whole = losses.map(({ property }) => property);
  return [...new Set([...groups, ...whole, ...Object.values(additionNames)])].sort();
}

/** Whether accepting a property accepts the loss of another: itself, or one below it. */
function covers(accepted: string, property: string): boolean {
  return property === accepted || property.startsWith(`${accepted}.`);
}

/** The parts of a model by their names in `property`. `volumes` is a property of flows. */
const parts = { configs: 'configs', secrets: 'secrets', sharedVolumes: 'volumes' } as const;

function findLoss(target: string, loss: Loss, model: ApplicationModel): FoundLoss[] {
  const [first, ...rest] = loss.property.split('.');
  if (first !== undefined && Object.hasOwn(parts, first)) {
    const part = parts[first as keyof typeof parts];
    return model[part].flatMap((one) =>
      usesOf(target, loss, model, { owner: `${part}.${one.id}`, values: one, pattern: rest, layers: one.layers }),
    );
  }
  return model.flows
    .filter(({ kind }) => loss.kinds?.includes(kind) ?? true)
    .flatMap(({ id, spec, layers }) =>
      isWorkload(spec)
        ? usesOf(target, loss, model, { owner: id, values: spec, spec, pattern: loss.property.split('.'), layers })
        : [],
    );
}

interface Owner {
  /** The user's name for what has the property: the flow's id, or `configs.<id>`. */
  readonly owner: string;
  readonly values: object;
  readonly spec?: WorkloadSpec;
  readonly pattern: readonly string[];
  readonly layers: readonly Layer[];
}

function usesOf(
  target: string,
  { severity, reason, when, property }: Loss,
  model: ApplicationModel,
  { owner, values, spec, pattern, layers }: Owner,
): FoundLoss[] {
  return matches(values, pattern).flatMap((path): FoundLoss[] => {
    const setter = layers.findLast(({ data }) => valueAt(data, path) !== undefined);
    // Nobody asked for a value that a dated set of defaults sets.
    if (setter && isDefault(setter)) return [];
    const place = { model, ...(spec && { spec }), path, isSaid: setter !== undefined };
    const value = valueAt(values, path);
    if (when && !when(value, place)) return [];
    const location = setter?.locate(path);
    const name = formatPath(path);
    const issue: Issue = {
      code: 'not-expressed',
      severity,
      message: `the target \`${target}\` cannot express \`${name}\` of \`${owner}\`: ${reason}`,
      hint: `remove \`${name}\` in this environment, or accept the loss with \`targets: { ${target}: { accept: [${property}] } }\` in towpath.yaml`,
      path: `${model.application}.${owner}.${name}`,
      ...(location && { location }),
    };
    return [{ issue, value }];
  });
}

function isDefault({ origin }: Layer): boolean {
  return origin.startsWith('defaults ');
}

/** The paths of a value that a pattern such as `sidecars.*.probes` matches, and that are set. */
function matches(value: unknown, pattern: readonly string[], path: ValuePath = []): ValuePath[] {
  const [step, ...rest] = pattern;
  if (step === undefined) return value === undefined ? [] : [path];
  if (!isMap(value) && !Array.isArray(value)) return [];
  const keys = step === '*' ? Object.keys(value) : [step];
  return keys.flatMap((key) => matches(valueAt(value, [key]), rest, [...path, key]));
}
