/** Where an application stands: what names and labels are made of. */
export interface NamingContext {
  readonly application: string;
  readonly instance: string;
  readonly environment: string;
  readonly naming?: Naming | undefined;
}

/**
 * How an adopted application keeps the names and selectors that it has. Patterns know
 * `{app}`, `{instance}`, `{env}` and `{flow}`.
 */
export interface Naming {
  /** Pattern of object names. @default '{instance}-{flow}' */
  readonly name?: string;
  /** Patterns for objects that are called otherwise than the flow's others: `{ hpa: '{flow}-hpa' }`. */
  readonly objects?: Readonly<Partial<Record<NamedObject, string>>>;
  /** Labels that select a flow's pods, each with its pattern. @default name and instance */
  readonly selector?: Readonly<Record<string, string>>;
  /** Labels of every object, each with its pattern, in place of those that towpath sets: `{}` for none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Kinds of objects that may go by names of their own. */
export const namedObjects = [
  ...(['deployment', 'statefulSet', 'job', 'cronJob', 'service', 'ingress', 'route', 'hpa', 'pdb', 'pvc'] as const),
  ...(['config', 'serviceAccount', 'role', 'roleBinding'] as const),
] as const;

export type NamedObject = (typeof namedObjects)[number];

export const nameLabel = 'app.kubernetes.io/name';
export const instanceLabel = 'app.kubernetes.io/instance';

const placeholders = ['app', 'instance', 'env', 'flow'];
const defaultName = '{instance}-{flow}';

/** The name of a flow's objects, or of one that has a name of its own. */
export function objectName(context: NamingContext, flow: string, object?: NamedObject): string {
  const { name = defaultName, objects = {} } = context.naming ?? {};
  return fill((object && objects[object]) ?? name, context, flow);
}

/**
 * The labels that select a flow's pods. They can never change for a Deployment that
 * exists, so nothing that differs from release to release may be in them.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates
 */
export function selectorLabels(context: NamingContext, flow: string): Record<string, string> {
  return fillAll(context.naming?.selector ?? { [nameLabel]: '{flow}', [instanceLabel]: '{instance}' }, context, flow);
}

/**
 * The labels that an adopted application keeps on its objects; undefined for those that towpath sets.
 *
 * @param flow absent for what belongs to no flow, and so has only those that name none
 */
export function keptLabels(context: NamingContext, flow?: string): Record<string, string> | undefined {
  const { labels } = context.naming ?? {};
  if (!labels || flow !== undefined) return labels && fillAll(labels, context, flow ?? '');
  const ofAll = Object.entries(labels).filter(([, pattern]) => !pattern.includes('{flow}'));
  return fillAll(Object.fromEntries(ofAll), context, '');
}

function fillAll(patterns: Readonly<Record<string, string>>, context: NamingContext, flow: string) {
  return Object.fromEntries(Object.entries(patterns).map(([key, pattern]) => [key, fill(pattern, context, flow)]));
}

/** What is wrong with a naming, in words. */
export function namingProblems({ name = defaultName, objects, selector, labels }: Naming): string[] {
  const patterns = [name, ...[objects, selector, labels].flatMap((said) => Object.values(said ?? {}))];
  const strangers = Object.keys(objects ?? {}).filter((object) => !namedObjects.includes(object as NamedObject));
  const parts = patterns
    .flatMap((pattern) => [...pattern.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? ''))
    .filter((key) => !placeholders.includes(key))
    .map((key) => `\`{${key}}\` is not a part of a name; known are {app}, {instance}, {env} and {flow}`);
  return [...parts, ...strangers.map((object) => `a flow has no object \`${object}\` to name`)];
}

/** Whether the objects of two environments have different names, and their selectors different pods. */
export function carriesEnvironment({ name = defaultName, selector = {} }: Naming = {}): boolean {
  return name.includes('{env}') && Object.values(selector).some((pattern) => pattern.includes('{env}'));
}

function fill(pattern: string, context: NamingContext, flow: string): string {
  const { application, instance, environment } = context;
  const values: Record<string, string> = { app: application, instance, env: environment, flow };
  return pattern.replace(/\{([^}]*)\}/g, (whole, key: string) => values[key] ?? whole);
}
