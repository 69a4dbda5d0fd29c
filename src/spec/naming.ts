/** Where an application runs: the values that patterns of names and labels are filled with. */
export interface NamingContext {
  readonly application: string;
  readonly instance: string;
  readonly environment: string;
  readonly naming?: Naming | undefined;
}

/**
 * Patterns that let an adopted application keep the names and selectors that it has. Patterns know
 * `{app}`, `{instance}`, `{env}` and `{flow}`.
 */
export interface Naming {
  /** Pattern of object names. @default '{instance}-{flow}' */
  readonly name?: string;
  /** Patterns of single kinds of object: `{ hpa: '{flow}-hpa' }`. @default `name` */
  readonly objects?: Readonly<Partial<Record<NamedObject, string>>>;
  /** Labels that select a flow's pods, each with its pattern. @default name and instance */
  readonly selector?: Readonly<Record<string, string>>;
  /** Labels of every object, each with its pattern. They replace the labels that towpath sets: `{}` for none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Kinds of object that `naming.objects` may give a pattern of their own. */
export const namedObjects = [
  ...(['deployment', 'statefulSet', 'job', 'cronJob', 'service', 'ingress', 'route', 'hpa', 'pdb', 'pvc'] as const),
  ...(['config', 'serviceAccount', 'role', 'roleBinding'] as const),
] as const;

export type NamedObject = (typeof namedObjects)[number];

const placeholders = ['app', 'instance', 'env', 'flow'];
export const defaultNamePattern = '{instance}-{flow}';

/** The name of a flow's objects, or of one kind of them that has a pattern of its own. */
export function objectName(context: NamingContext, flow: string, object?: NamedObject): string {
  const { name = defaultNamePattern, objects = {} } = context.naming ?? {};
  return fillPattern((object && objects[object]) ?? name, context, flow);
}

/** Fills the placeholders of a pattern; a placeholder that is not known stays as it is. */
export function fillPattern(pattern: string, context: NamingContext, flow: string): string {
  const { application, instance, environment } = context;
  const values: Record<string, string> = { app: application, instance, env: environment, flow };
  return pattern.replace(/\{([^}]*)\}/g, (whole, key: string) => values[key] ?? whole);
}

/** Fills the placeholders of several patterns, such as those of labels. */
export function fillPatterns(
  patterns: Readonly<Record<string, string>>,
  context: NamingContext,
  flow: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(patterns).map(([key, pattern]) => [key, fillPattern(pattern, context, flow)]),
  );
}

/** Says what is wrong with a naming: placeholders and kinds of object that do not exist. */
export function namingProblems({ name = defaultNamePattern, objects, selector, labels }: Naming): string[] {
  const patterns = [name, ...[objects, selector, labels].flatMap((said) => Object.values(said ?? {}))];
  const strangers = Object.keys(objects ?? {}).filter((object) => !namedObjects.includes(object as NamedObject));
  const parts = patterns
    .flatMap((pattern) => [...pattern.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? ''))
    .filter((key) => !placeholders.includes(key))
    .map((key) => `\`{${key}}\` is not a part of a name; known are {app}, {instance}, {env} and {flow}`);
  return [...parts, ...strangers.map((object) => `a flow has no object \`${object}\` to name`)];
}
