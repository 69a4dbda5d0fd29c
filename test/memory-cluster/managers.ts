import type { FieldsV1, ManagedFields } from '../../src/cluster/cluster';
import { stepsOf, textOf } from './leaves';

/** A manager with the fields that it owns. */
export interface Owner {
  readonly manager: string;
  readonly operation: ManagedFields['operation'];
  readonly apiVersion: string;
  readonly time?: string;
  readonly fields: ReadonlySet<string>;
}

export function ownersIn(managedFields: readonly ManagedFields[] = []): Owner[] {
  return managedFields.map(({ fieldsType: _, fieldsV1, ...entry }) => ({ ...entry, fields: fieldsIn(fieldsV1) }));
}

/** As a server writes them down: who owns nothing is not there. */
export function managedFieldsOf(owners: readonly Owner[]): ManagedFields[] {
  return owners
    .filter(({ fields }) => fields.size > 0)
    .map(({ fields, ...entry }) => ({ ...entry, fieldsType: 'FieldsV1', fieldsV1: treeOf(fields) }));
}

function fieldsIn(tree: FieldsV1, steps: readonly string[] = []): Set<string> {
  const found = Object.entries(tree).flatMap(([step, inner]) =>
    Object.keys(inner).length === 0 ? [textOf([...steps, step])] : [...fieldsIn(inner, [...steps, step])],
  );
  return new Set(found);
}

interface Tree {
  [step: string]: Tree;
}

function treeOf(fields: ReadonlySet<string>): FieldsV1 {
  const root: Tree = {};
  for (const text of fields) {
    let place = root;
    for (const step of stepsOf(text)) {
      place[step] ??= {};
      place = place[step];
    }
  }
  return root;
}
