import { ownValue } from '../data/merge';
/** The values for the placeholders in patterns of names and labels. */
export interface NamingContext {
  readonly application: string;
  readonly instance: string;
  readonly environment: string;
  readonly naming?: Naming | undefined;
}

type Patterns = Readonly<Record<string, string | null>>;

/**
 * Patterns that let an existing application, or one of its flows, keep its names, selectors and labels. Patterns can
 * contain `{app}`, `{instance}`, `{env}` and `{flow}`. The patterns of a flow extend those of the application, and `null`
 * removes one of them.
 */
export interface Naming {
  /** The pattern for object names. @default '{instance}-{flow}' */
  readonly name?: string | null | undefined;
  /** Patterns for single kinds of objects: `{ hpa: '{flow}-hpa' }`. @default `name`; none for `pod` and `jobTemplate` */
  readonly objects?: Readonly<Partial<Record<NamedObject, string | null | undefined>>> | null | undefined;
  /** Patterns for the labels that select the pods of a flow. @default labels for name and instance */
  readonly selector?: Patterns | null | undefined;
  /** Patterns for the labels of all objects. They replace the labels that towpath sets; `{}` sets none. */
  readonly labels?: Patterns | null | undefined;
  /** Patterns for the labels of single kinds of objects. They replace `labels`; `{ service: {} }` sets none. */
  readonly objectLabels?: Readonly<Partial<Record<LabelledObject, Patterns | null | undefined>>> | null | undefined;
}

/** Kinds of objects that can have a pattern in `naming.objects`. */
export const namedObjects = [
  ...(['deployment', 'statefulSet', 'job', 'cronJob', 'service', 'ingress', 'route', 'hpa', 'pdb', 'pvc'] as const),
  ...(['config', 'serviceAccount', 'role', 'roleBinding', 'pod', 'jobTemplate'] as const),
] as const;

/** Kinds of objects that can have labels in `naming.objectLabels`. */
export const labelledObjects = [...namedObjects, 'secret', 'claimTemplate'] as const;

export type NamedObject = (typeof namedObjects)[number];
export type LabelledObject = (typeof labelledObjects)[number];

/** The origin of the layer that gives each flow the `naming` of its application. */
export const namingOrigin = 'naming of the application';

const placeholders = ['app', 'instance', 'env', 'flow'];
const defaultNamePattern = '{instance}-{flow}';

/** Returns the name of a flow's object. `object` selects a pattern of `naming.objects`, if there is one. */
export function objectName(context: NamingContext, flow: string, object?: NamedObject): string {
  const { name, objects } = context.naming ?? {};
  return fillPattern((object && objects?.[object]) ?? name ?? defaultNamePattern, context, flow);
}

/** Returns the name of a template, which is not an object itself; undefined if `naming.objects` does not set it. */
export function templateName(
  context: NamingContext,
  flow: string,
  template: 'pod' | 'jobTemplate',
): string | undefined {
  const pattern = context.naming?.objects?.[template];
  return pattern ? fillPattern(pattern, context, flow) : undefined;
}

/** Returns the labels that `naming.objectLabels` sets for a kind of object; undefined if it sets none. */
export function labelsOfObject(
  context: NamingContext,
  flow: string,
  object: LabelledObject,
): Record<string, string> | undefined {
  const patterns = context.naming?.objectLabels?.[object];
  return patterns ? fillPatterns(patterns, context, flow) : undefined;
}

/** Matches a placeholder. One that is not closed reaches to the end of the text, so that the text is read once. */
const placeholder = /\{([^}]*)\}?/g;

/** Fills the placeholders of a pattern. Unknown placeholders are not replaced. */
export function fillPattern(pattern: string, context: NamingContext, flow: string): string {
  // Most names have this pattern.
  if (pattern === defaultNamePattern) return `${context.instance}-${flow}`;
  const { application, instance, environment } = context;
  const values: Record<string, string> = { app: application, instance, env: environment, flow };
  return pattern.replace(
    placeholder,
    (whole, key: string) => (whole.endsWith('}') ? ownValue(values, key) : undefined) ?? whole,
  );
}

/** Fills the placeholders of several patterns, such as those of labels. A pattern that is `null` is left out. */
export function fillPatterns(patterns: Patterns, context: NamingContext, flow: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(patterns).flatMap(([key, pattern]) =>
      pattern === null ? [] : [[key, fillPattern(pattern, context, flow)]],
    ),
  );
}

/** Returns messages for placeholders and kinds of objects that do not exist. */
export function namingProblems({ name, objects, selector, labels, objectLabels }: Naming): string[] {
  const patternMaps = [objects, selector, labels, ...Object.values(objectLabels ?? {})];
  const patterns = [name, ...patternMaps.flatMap((patternMap) => Object.values(patternMap ?? {}))];
  const unknownObjects = [
    ...Object.keys(objects ?? {}).filter((object) => !namedObjects.includes(object as NamedObject)),
    ...Object.keys(objectLabels ?? {}).filter((object) => !labelledObjects.includes(object as LabelledObject)),
  ];
  const unknownPlaceholders = patterns
    .flatMap((pattern) => [...(pattern ?? '').matchAll(placeholder)].filter(([whole]) => whole.endsWith('}')))
    .map(([, key = '']) => key)
    .filter((key) => !placeholders.includes(key));
  return [
    ...unknownPlaceholders.map((key) => `\`{${key}}\` is not a placeholder; use {app}, {instance}, {env} and {flow}`),
    ...unknownObjects.map((object) => `a flow has no object \`${object}\``),
  ];
}
