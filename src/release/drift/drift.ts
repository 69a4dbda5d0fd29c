import type { KubernetesObject } from '../../assembly/application-assembly';
import type { FieldsV1, LiveObject, ManagedFields } from '../../cluster/cluster';
import { entriesOf, isOurs, newestEntry } from '../../cluster/managed-fields/managers';
import { isStepTo } from '../../cluster/managed-fields/step';
import { isMap } from '../../data/merge';
import { formatPath, type ValuePath } from '../../diagnostics';
import { isSameValue } from './same-value';

/** A field that is not as the newest release put it there. */
export interface DriftedField {
  /** As a person reads it: `spec.template.spec.containers.api.image`. */
  readonly path: string;
  readonly released: unknown;
  /** Absent where the field is gone. */
  readonly live?: unknown;
  /** Under which name it was written since, where the server knows. */
  readonly by?: string;
}

/**
 * What somebody changed of an object since it was released: fields that the release says, and that are otherwise now.
 * What others added beside them is theirs: a deploy would leave it, too.
 *
 * Found by reading alone. The server remembers which fields are still as our deploy wrote them: who changes one takes
 * it over. That tells a change from what the server itself, or a webhook of the cluster, made of what we sent.
 *
 * @param wasApplied whether the release was applied to its end; else what is ours may stem from the one before
 */
export function driftOf(released: KubernetesObject, live: LiveObject, wasApplied: boolean): DriftedField[] {
  const { apiVersion: _version, kind: _kind, ...expected } = released;
  const { name: _name, namespace: _namespace, ...metadata } = released.metadata;
  const entries = entriesOf(live).map((entry): Share => ({ entry, set: entry.fieldsV1 }));
  return changes({ ...expected, metadata }, live, entries, [], wasApplied);
}

/** What a manager has of a place. */
interface Share {
  readonly entry: ManagedFields;
  readonly set: FieldsV1;
}

function changes(
  expected: unknown,
  live: unknown,
  shares: readonly Share[],
  path: ValuePath,
  wasApplied: boolean,
): DriftedField[] {
  const isStillOurs = shares.some(({ entry, set }) => isOurs(entry) && Object.keys(set).length === 0);
  if (isSameValue(expected, live, path) || (wasApplied && isStillOurs)) return [];
  if (isMap(expected) && isMap(live)) {
    return Object.entries(expected).flatMap(([key, inner]) =>
      changes(
        inner,
        live[key],
        narrowed(shares, (step) => step === `f:${key}`),
        [...path, key],
        wasApplied,
      ),
    );
  }
  if (Array.isArray(expected) && Array.isArray(live) && expected.every(isMap) && !isWhole(shares, expected, live)) {
    return expected.flatMap((item, index) => {
      const twin = twinOf(item, live, expected.length === live.length ? index : undefined);
      // By the live entry: the server has filled in the keys that ours leaves out.
      const below = narrowed(shares, (step) => isStepTo(step, twin ?? item, index));
      return changes(item, twin, below, [...path, nameOf(item) ?? index], wasApplied);
    });
  }
  return [drifted(expected, live, shares, path)];
}

/** A list that has one owner as a whole, who is not us: one entry more is a change of ours, too. */
function isWhole(shares: readonly Share[], expected: readonly unknown[], live: readonly unknown[]): boolean {
  return expected.length !== live.length && shares.some(({ set }) => Object.keys(set).length === 0);
}

function drifted(released: unknown, live: unknown, shares: readonly Share[], path: ValuePath): DriftedField {
  const by = newestEntry(shares.map(({ entry }) => entry).filter((entry) => !isOurs(entry)));
  return { path: formatPath(path), released, ...(live !== undefined && { live }), ...(by && { by: writerOf(by) }) };
}

/** `kubectl scale`, as a conflict names them: `kubectl` alone would hide what was done. */
function writerOf({ manager, subresource }: ManagedFields): string {
  return subresource ? `${manager} ${subresource}` : manager;
}

function narrowed(shares: readonly Share[], isStep: (step: string) => boolean): Share[] {
  return shares.flatMap(({ entry, set }) => {
    const step = Object.keys(set).find(isStep);
    return step === undefined ? [] : [{ entry, set: set[step] as FieldsV1 }];
  });
}

/** Fields by which the entries of lists in Kubernetes are told apart. */
const keys = ['name', 'containerPort', 'port', 'mountPath', 'devicePath', 'topologyKey', 'ip', 'type', 'key'];

function nameOf(item: Readonly<Record<string, unknown>>): string | number | undefined {
  const found = keys.map((key) => item[key]).find((value) => typeof value === 'string' || typeof value === 'number');
  return found as string | number | undefined;
}

/** The entry of a list that goes by the same name; in a list of the same length, else the one in the same place. */
function twinOf(item: Readonly<Record<string, unknown>>, list: readonly unknown[], index?: number): unknown {
  const known = keys.filter((key) => item[key] !== undefined);
  const named = known.length > 0 && list.find((one) => isMap(one) && known.every((key) => one[key] === item[key]));
  if (named) return named;
  const [first] = known;
  const near = first !== undefined && list.find((one) => isMap(one) && one[first] === item[first]);
  return near || (known.length === 0 && index !== undefined ? list[index] : undefined);
}
