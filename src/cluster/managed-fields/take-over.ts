import { fieldManager, type LiveObject, type ManagedFields } from '../cluster';
import { type FieldPath, setOf, union, withoutPaths } from './field-set';
import { entriesOf, fieldsOf, isOurs, isTools, newestEntry } from './managers';

type IsGiven = (entry: ManagedFields) => boolean;

/**
 * The managed fields of an object after towpath has taken over the entries of other tools. The next apply then removes
 * the fields that are not declared, as if towpath had applied them. Other entries stay as they are.
 *
 * @param isGiven whether the entry of a manager becomes towpath's. @default the entries of tools
 * @param claimed further fields that become towpath's, whoever owns them now
 * @returns undefined if there is nothing to take over
 * @see https://github.com/kubernetes/client-go/blob/master/util/csaupgrade/upgrade.go which does the same for kubectl
 */
function withTakenOverFields(
  live: LiveObject,
  isGiven: IsGiven = isTools,
  claimed: readonly FieldPath[] = [],
): ManagedFields[] | undefined {
  const entries = entriesOf(live);
  if (claimed.length === 0 && !entries.some(isGiven)) return undefined;
  const ours = entries.filter((entry) => isOurs(entry) || isGiven(entry));
  const others = entries
    .filter((entry) => !ours.includes(entry))
    .map((entry) => ({ ...entry, fieldsV1: withoutPaths(entry.fieldsV1, claimed) }))
    .filter(({ fieldsV1 }) => Object.keys(fieldsV1).length > 0);
  const time = newestEntry(ours)?.time;
  const merged: ManagedFields = {
    manager: fieldManager,
    operation: 'Apply',
    apiVersion: live.apiVersion,
    ...(time !== undefined && { time }),
    fieldsType: 'FieldsV1',
    fieldsV1: union(fieldsOf(ours), setOf(claimed)),
  };
  return [...others, merged];
}

/** A JSON Patch, which the server accepts only if nobody has changed the object since it was read. */
export function takeOverPatch(
  live: LiveObject,
  isGiven?: IsGiven,
  claimed?: readonly FieldPath[],
): object[] | undefined {
  const managedFields = withTakenOverFields(live, isGiven, claimed);
  if (!managedFields) return undefined;
  return [
    { op: 'replace', path: '/metadata/managedFields', value: managedFields },
    { op: 'replace', path: '/metadata/resourceVersion', value: live.metadata.resourceVersion },
  ];
}
