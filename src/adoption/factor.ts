import { isMap, ownValue, setOwn } from '../data/merge';
import {
  type Decider,
  type Group,
  isAnchored,
  isGroup,
  isTable,
  type Properties,
  type Property,
} from '../model/property';
import { ReferringText } from './references/referring-text';
import { areEqual, ByEnvironment, Expression, isEmpty } from './values';

/** Values by environment. An environment without the value is absent. */
export type Values = ReadonlyMap<string, unknown>;

/** What the code says for all environments, and what each environment file adds. */
export interface Factored {
  readonly code: Record<string, unknown>;
  readonly overlays: ReadonlyMap<string, Record<string, unknown>>;
}

/**
 * Splits properties into those that all environments share, which go into the code, and those that an environment file
 * sets. Where only code can decide and environments differ, the code has a value for each environment.
 */
export function factor(values: Values, properties: Properties): Factored {
  const code: Record<string, unknown> = {};
  const overlays = new Map([...values.keys()].map((environment) => [environment, {} as Record<string, unknown>]));
  const keys = [...new Set([...values.values()].flatMap((value) => Object.keys(isMap(value) ? value : {})))];
  for (const key of keys) {
    const inner = entriesAt(values, key);
    const isEverywhere = inner.size === values.size;
    const found = factorEntry(inner, ownValue(properties, key), isEverywhere);
    if (found.code !== undefined) setOwn(code, key, found.code);
    for (const [environment, value] of found.overlays) {
      const overlay = overlays.get(environment);
      if (overlay && value !== undefined) setOwn(overlay, key, value);
    }
  }
  return { code, overlays };
}

interface Entry {
  readonly code: unknown;
  readonly overlays: Values;
}

const none: Values = new Map();

function factorEntry(values: Values, entry: Property | Group | undefined, isEverywhere: boolean): Entry {
  if (entry && isGroup(entry) && areMaps(values)) return factorGroup(values, entry, isEverywhere);
  const decider: Decider = entry && !isGroup(entry) ? entry.decidedBy : 'application';
  if (decider === 'deployment') return { code: undefined, overlays: values };
  const [first] = values.values();
  if (isEverywhere && [...values.values()].every((value) => areEqual(value, first)))
    return { code: first, overlays: none };
  if (areMaps(values) && isEverywhere) return factorMap(values, decider);
  if (decider === 'application') return { code: new ByEnvironment(values), overlays: none };
  // The type of a property that must be set asks for a value in the code, which the files of other environments override.
  const isRequired = entry !== undefined && !isGroup(entry) && entry.required;
  // A file cannot contain code, such as an image that the application builds.
  const expressions = [...values.values()].filter((value) => value instanceof Expression);
  if (!isRequired && expressions.length === 0) return { code: undefined, overlays: values };
  const [shared = first] = expressions;
  const isSame = expressions.every((one) => areEqual(one, shared));
  // A reference that not all environments share stays the text that it was, in their files.
  if (shared instanceof ReferringText && !(isSame && isEverywhere)) return { code: undefined, overlays: values };
  if (!isSame) return { code: new ByEnvironment(values), overlays: none };
  return { code: shared, overlays: new Map([...values].filter(([, value]) => !areEqual(value, shared))) };
}

/** Splits a map of named values, such as variables. Each entry has the decider of the map. */
function factorMap(values: Values, decider: Decider): Entry {
  const keys = [...new Set([...values.values()].flatMap((value) => Object.keys(value as object)))];
  const member: Property = { schema: undefined as never, decidedBy: decider, description: '', required: false };
  return shortened(factor(values, Object.fromEntries(keys.map((key) => [key, member]))));
}

function factorGroup(values: Values, group: Group, isEverywhere: boolean): Entry {
  const keys = [...new Set([...values.values()].flatMap((value) => Object.keys(value as object)))];
  const properties = membersOf(group, keys);
  if (isEverywhere) return shortened(factor(values, properties));
  // The part that only an environment file can set is taken out of a group that only some environments have.
  const file = new Map(
    [...values].map(([name, value]) => [name, partOf(value, properties, (decider) => decider === 'deployment')]),
  );
  const rest = new Map(
    [...values].map(([name, value]) => [name, partOf(value, properties, (decider) => decider !== 'deployment')]),
  );
  const needsCode =
    (!isTable(group) && isAnchored(group)) ||
    [...values.values()].some((value) => !isEmpty(partOf(value, properties, (decider) => decider === 'application')));
  if (!needsCode) return { code: undefined, overlays: values };
  return { code: new ByEnvironment(rest), overlays: new Map([...file].filter(([, value]) => !isEmpty(value))) };
}

/** The properties of a value that the wanted decider sets: the application, the deployment, or both. */
function partOf(value: unknown, properties: Properties, isWanted: (decider: Decider) => boolean): unknown {
  const found = Object.entries(value as object).flatMap(([key, inner]) => {
    const entry = ownValue(properties, key);
    if (!entry) return isWanted('application') ? [[key, inner]] : [];
    if (!isGroup(entry)) return isWanted(entry.decidedBy) ? [[key, inner]] : [];
    if (!isMap(inner)) return isWanted('application') ? [[key, inner]] : [];
    const part = partOf(inner, membersOf(entry, Object.keys(inner)), isWanted);
    return isEmpty(part) && !isEmpty(inner) ? [] : [[key, part]];
  });
  return Object.fromEntries(found);
}

/** Leaves out an empty map of code if environment files set the values. */
function shortened({ code, overlays }: Factored): Entry {
  const files = new Map([...overlays].filter(([, value]) => Object.keys(value).length > 0));
  return { code: Object.keys(code).length === 0 && files.size > 0 ? undefined : code, overlays: files };
}

function entriesAt(values: Values, key: string): Values {
  return new Map(
    [...values].flatMap(([name, value]) => {
      const inner = isMap(value) ? ownValue(value, key) : undefined;
      return inner === undefined ? [] : [[name, inner] as const];
    }),
  );
}

function areMaps(values: Values): boolean {
  return [...values.values()].every((value) => isMap(value));
}

/** The properties of a group, or of the named entries of a table. */
function membersOf(group: Group, keys: readonly string[]): Properties {
  if (!isTable(group)) return group.members;
  const { description, members } = group;
  return Object.fromEntries(keys.map((key) => [key, { description, members }]));
}
