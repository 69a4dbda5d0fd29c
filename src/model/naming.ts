/** The values for the placeholders in patterns of names and labels. */
export interface NamingContext {
  readonly application: string;
  readonly instance: string;
  readonly environment: string;
  readonly naming?: Naming | undefined;
}

/**
 * Patterns that let an existing application keep its names and selectors. Patterns can contain
 * `{app}`, `{instance}`, `{env}` and `{flow}`.
 */
export interface Naming {
  /** The pattern for object names. @default '{instance}-{flow}' */
  readonly name?: string;
  /** Patterns for single kinds of objects: `{ hpa: '{flow}-hpa' }`. @default `name` */
  readonly objects?: Readonly<Partial<Record<NamedObject, string>>>;
  /** Patterns for the labels that select the pods of a flow. @default labels for name and instance */
  readonly selector?: Readonly<Record<string, string>>;
  /** Patterns for the labels of all objects. They replace the labels that towpath sets; `{}` sets none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Kinds of objects that can have a pattern in `naming.objects`. */
export const namedObjects = [
  ...(['deployment', 'statefulSet', 'job', 'cronJob', 'service', 'ingress', 'route', 'hpa', 'pdb', 'pvc'] as const),
  ...(['config', 'serviceAccount', 'role', 'roleBinding'] as const),
] as const;

export type NamedObject = (typeof namedObjects)[number];

const placeholders = ['app', 'instance', 'env', 'flow'];
export const defaultNamePattern = '{instance}-{flow}';

/** Returns the name of a flow's object. `object` selects a pattern of `naming.objects`, if there is one. */
export function objectName(context: NamingContext, flow: string, object?: NamedObject): string {
  const { name = defaultNamePattern, objects = {} } = context.naming ?? {};
  return fillPattern((object && objects[object]) ?? name, context, flow);
}

/** Fills the placeholders of a pattern. Unknown placeholders are not replaced. */
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

/** Returns messages for placeholders and kinds of objects that do not exist. */
export function namingProblems({ name = defaultNamePattern, objects, selector, labels }: Naming): string[] {
  const patterns = [name, ...[objects, selector, labels].flatMap((patternMap) => Object.values(patternMap ?? {}))];
  const strangers = Object.keys(objects ?? {}).filter((object) => !namedObjects.includes(object as NamedObject));
  const parts = patterns
    .flatMap((pattern) => [...pattern.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? ''))
    .filter((key) => !placeholders.includes(key))
    .map((key) => `\`{${key}}\` is not a placeholder; use {app}, {instance}, {env} and {flow}`);
  return [...parts, ...strangers.map((object) => `a flow has no object \`${object}\``)];
}
