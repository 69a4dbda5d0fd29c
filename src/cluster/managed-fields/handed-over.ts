import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../cluster';
import { declaredFields, mergeDeclared } from './declared-fields';
import { type FieldPath, setOf, union, withoutPaths } from './field-set';
import { entriesOf, fieldsOf, isOurs, isTools } from './managers';
import { removeFields } from './remove-fields';

/** What towpath takes over before it applies an object. */
export interface HandOver {
  /** Whether towpath takes over the fields of other tools. */
  readonly takesOver: boolean;
  /** Further fields that towpath takes over, whoever owns them. */
  readonly claimed: readonly FieldPath[];
}

/**
 * The object that an apply gives after fields were handed over to towpath: fields that were ours and are not declared
 * disappear, unless somebody else owns them. The server sets the defaults of missing fields when it gets the object.
 */
export function handedOver(live: LiveObject, applied: KubernetesObject, { takesOver, claimed }: HandOver): LiveObject {
  const entries = entriesOf(live);
  const ours = entries.filter((entry) => isOurs(entry) || (takesOver && isTools(entry)));
  const others = entries.filter((entry) => !ours.includes(entry));
  const owned = fieldsOf(entries);
  const kept = union(
    withoutPaths(fieldsOf(others), claimed),
    declaredFields(applied, owned),
    // Fields that identify the object belong to no manager.
    { 'f:metadata': {} },
  );
  const left = removeFields(live, union(fieldsOf(ours), setOf(claimed)), kept);
  return mergeDeclared(left, applied, entries.length > 0 ? owned : undefined) as LiveObject;
}
