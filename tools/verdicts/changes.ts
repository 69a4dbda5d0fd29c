import { isMap } from '../../src/data/merge';
import { builtinSchemas } from '../../src/targets/kubernetes/validation/builtin';
import type { Schema } from '../../src/targets/kubernetes/validation/schema';

type Path = readonly (string | number)[];

/** A change of one example of a kind: the value at a place is replaced, or removed if there is no other. */
export interface Change {
  /** The number of the example. @default 0 */
  readonly of?: number;
  readonly at: Path;
  readonly value?: unknown;
}

/** The schemas of the version whose server is asked. */
export const asked = builtinSchemas('1.36');

/** Fields that are compared elsewhere, that name the kind, or that only controllers write. */
const skipped = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** How many values stand for all where a field is met again. */
const few = 2;

const texts = [
  '',
  'A b',
  'a',
  ' ',
  'a.b',
  'a.b/c',
  'a/b/c',
  '-a',
  'A',
  '1',
  '*',
  '10.0.0.1',
  '10.0.0.0/8',
  'a:b',
  'a=b',
];
const long = [64, 254].map((length) => 'a'.repeat(length));
const numbers = [-1, 0, 1, 2, 100, 101, 10_000, 70_000, 2 ** 31 - 1];
const quantities = ['a', '-1', '', '0', '1', '1.5', '1m', '100Gi'];
const shares = [-1, 0, 1, 101, 70_000, '', '0%', '50%', '101%', '-1%', 'a', 'A b', '1'];
const keys = ['A b', '', 'a', 'a.b/c', 'a/b/c', '-a', 'A', 'cpu', 'requests.storage', ...long];

/**
 * Every change of one value of the examples of a kind that its schema suggests: each value is removed, emptied and
 * replaced by others of its type, and each field that an example lacks is added. Where a field of a type is met again,
 * few values stand for all.
 */
export function changesOf(examples: readonly Readonly<Record<string, unknown>>[]): Change[] {
  const seen = new Set<string>();
  const own = (name: unknown) => !skipped.has(String(name));
  return examples.flatMap((object, of) => {
    const type = `${object.apiVersion} ${object.kind}`;
    const changes = inside(object, asked.kind(type) ?? {}, type, [], seen).filter(({ at }) => own(at[0]));
    return changes.map((change) => (of === 0 ? change : { of, ...change }));
  });
}

/** @param field the type and the field that contain the value */
function changesAt(value: unknown, schema: Schema, field: string, at: Path, seen: Set<string>): Change[] {
  const others = [...othersOf(value, schema), ...(schema.enum ?? [])];
  const some = seen.has(field) ? others.slice(0, few) : others;
  seen.add(field);
  const isEntry = typeof at.at(-1) === 'number';
  return [
    ...[...(isEntry ? [] : [{ at }]), ...some.map((other) => ({ at, value: other }))],
    ...inside(value, resolved(schema), schema.$ref ?? field, at, seen),
  ];
}

function inside(value: unknown, schema: Schema, type: string, at: Path, seen: Set<string>): Change[] {
  if (Array.isArray(value)) {
    return value.flatMap((one, index) => changesAt(one, schema.items ?? {}, `${type}[]`, [...at, index], seen));
  }
  if (!isMap(value)) return [];
  const { properties = {}, additionalProperties: others } = schema;
  const ofOthers = typeof others === 'object' ? others : {};
  const changes = Object.entries(value).flatMap(([name, one]) => {
    const isKnown = Object.hasOwn(properties, name);
    const field = `${type} ${isKnown ? name : '*'}`;
    if (at.length === 0 && skipped.has(name)) return [];
    return changesAt(one, properties[name] ?? ofOthers, field, [...at, name], seen);
  });
  const added = Object.entries(properties).filter(([name]) => !Object.hasOwn(value, name));
  return [...changes, ...added.map(([name, one]) => ({ at: [...at, name], value: leastOf(one) }))];
}

function othersOf(value: unknown, schema: Schema): unknown[] {
  const { $ref = '' } = schema;
  if ($ref.endsWith('IntOrString')) return shares;
  if ($ref.endsWith('Quantity')) return quantities;
  if (typeof value === 'string') return schema.enum ? ['', 'A b'] : [...texts, ...long];
  if (typeof value === 'number') return numbers;
  if (typeof value === 'boolean') return [!value];
  if (Array.isArray(value)) {
    const [first] = value;
    return [
      [],
      ...(first === undefined ? [] : [[first, first]]),
      ...(typeof first === 'string' ? [[...value, '']] : []),
    ];
  }
  if (!isMap(value)) return [];
  const [first] = Object.values(value);
  const isOpen = resolved(schema).additionalProperties !== undefined && first !== undefined;
  return [{}, ...(isOpen ? keys.map((key) => ({ [key]: first })) : [])];
}

/** The least value of a type. */
function leastOf(schema: Schema, depth = 0): unknown {
  if (schema.$ref?.endsWith('IntOrString')) return 1;
  if (schema.$ref?.endsWith('Quantity')) return '1';
  if (schema.$ref?.endsWith('Time')) return '2027-01-02T15:04:05Z';
  const { type, enum: choices, items, properties = {}, required = [] } = resolved(schema);
  if (choices) return choices[0];
  if (type === 'string') return 'a';
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  if (type === 'array') return items && depth < 4 ? [leastOf(items, depth + 1)] : [];
  return Object.fromEntries(required.map((name) => [name, leastOf(properties[name] ?? {}, depth + 1)]));
}

export function resolved(schema: Schema): Schema {
  return schema.$ref ? asked.definition(schema.$ref) : schema;
}

/** An object with a change. */
export function changed<T>(object: T, { at, ...rest }: Change): T {
  const [step, ...further] = at;
  if (step === undefined) return rest.value as T;
  const copy = (Array.isArray(object) ? [...object] : { ...object }) as Record<string | number, unknown>;
  if (further.length > 0) copy[step] = changed(copy[step], { ...rest, at: further });
  else if (rest.value === undefined) delete copy[step];
  else copy[step] = rest.value;
  return copy as T;
}
