import type { KubernetesObject } from '../../assembly/application-assembly';
import type { FieldsV1, LiveObject, ManagedFields } from '../../cluster/cluster';
import { entriesOf, isOurs, newestEntry } from '../../cluster/managed-fields/managers';
import { isStepTo } from '../../cluster/managed-fields/step';
import { isMap, ownValue } from '../../data/merge';
import { formatPath, type ValuePath } from '../../diagnostics';
import { isSameValue } from './same-value';

/** A field that differs from the newest release. */
export interface DriftedField {
  /** The path as a person reads it: `spec.template.spec.containers.api.image`. */
  readonly path: string;
  readonly released: unknown;
  /** The value now. Absent if the field was removed. */
  readonly live?: unknown;
  /** The field manager that changed the field, if the server knows it. */
  readonly by?: string;
}

/**
 * Finds fields of an object that somebody changed after it was released. Fields that others added beside them are
 * ignored, because a deploy does not change them.
 *
 * Nothing is written, and no dry run is sent. The server records which fields still have our values: whoever changes a
 * field becomes its owner. So a change by a person is told apart from a change by the server or by a webhook.
 *
 * @param wasApplied whether the release was applied completely; if not, our fields may come from an earlier release
 */
export function driftOf(released: KubernetesObject, live: LiveObject, wasApplied: boolean): DriftedField[] {
  const { apiVersion: _version, kind: _kind, ...expected } = released;
  const { name: _name, namespace: _namespace, ...metadata } = released.metadata;
  const entries = entriesOf(live).map((entry): Share => ({ entry, set: entry.fieldsV1 }));
  return changes({ ...expected, metadata }, live, entries, [], wasApplied);
}

/** What a field manager owns at a path. */
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
        ownValue(live, key),
        narrowed(shares, (step) => step === `f:${key}`),
        [...path, key],
        wasApplied,
      ),
    );
  }
  if (Array.isArray(expected) && Array.isArray(live) && expected.every(isMap) && !isWhole(shares, expected, live)) {
    return expected.flatMap((item, index) => {
      const twin = twinOf(item, live, expected.length === live.length ? index : undefined);
      // Uses the keys of the live entry, because the server fills in keys that our entry leaves out.
      const below = narrowed(shares, (step) => isStepTo(step, twin ?? item, index));
      return changes(item, twin, below, [...path, nameOf(item) ?? index], wasApplied);
    });
  }
  return [drifted(expected, live, shares, path)];
}

/** Whether another manager owns the list as a whole. Then an added entry changes our field too, and counts as drift. */
function isWhole(shares: readonly Share[], expected: readonly unknown[], live: readonly unknown[]): boolean {
  return expected.length !== live.length && shares.some(({ set }) => Object.keys(set).length === 0);
}

function drifted(released: unknown, live: unknown, shares: readonly Share[], path: ValuePath): DriftedField {
  const by = newestEntry(shares.map(({ entry }) => entry).filter((entry) => !isOurs(entry)));
  return { path: formatPath(path), released, ...(live !== undefined && { live }), ...(by && { by: writerOf(by) }) };
}

/** Names the writer as a conflict does: `kubectl scale`, because the manager `kubectl` does not show what was done. */
function writerOf({ manager, subresource }: ManagedFields): string {
  return subresource ? `${manager} ${subresource}` : manager;
}

function narrowed(shares: readonly Share[], isStep: (step: string) => boolean): Share[] {
  return shares.flatMap(({ entry, set }) => {
    const step = Object.keys(set).find(isStep);
    return step === undefined ? [] : [{ entry, set: set[step] as FieldsV1 }];
  });
}

/** The fields that identify the entries of Kubernetes' lists. */
const keys = ['name', 'containerPort', 'port', 'mountPath', 'devicePath', 'topologyKey', 'ip', 'type', 'key'];

function nameOf(item: Readonly<Record<string, unknown>>): string | number | undefined {
  const found = keys.map((key) => item[key]).find((value) => typeof value === 'string' || typeof value === 'number');
  return found as string | number | undefined;
}

/**
 * The entry of a list with the same name. If no entry has it and both lists have the same length, the entry at the same
 * index.
 */
function twinOf(item: Readonly<Record<string, unknown>>, list: readonly unknown[], index?: number): unknown {
  const known = keys.filter((key) => item[key] !== undefined);
  const named = known.length > 0 && list.find((one) => isMap(one) && known.every((key) => one[key] === item[key]));
  if (named) return named;
  const [first] = known;
  const near = first !== undefined && list.find((one) => isMap(one) && one[first] === item[first]);
  return near || (known.length === 0 && index !== undefined ? list[index] : undefined);
}
