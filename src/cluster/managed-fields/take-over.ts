import { fieldManager, type LiveObject, type ManagedFields } from '../cluster';
import { entriesOf, fieldsOf, isOurs, isTools, newestEntry } from './managers';

type IsGiven = (entry: ManagedFields) => boolean;

/**
 * The managers of an object after what some of them own has become ours: then a field that we do not declare goes with the
 * next apply, as if we had applied it ourselves. Nobody else's entry changes.
 *
 * @param isGiven of the entry of a manager, whether it becomes ours. @default those of tools
 * @returns undefined where there is none
 * @see https://github.com/kubernetes/client-go/blob/master/util/csaupgrade/upgrade.go which does so for kubectl
 */
export function withTakenOverFields(live: LiveObject, isGiven: IsGiven = isTools): ManagedFields[] | undefined {
  const entries = entriesOf(live);
  if (!entries.some(isGiven)) return undefined;
  const ours = entries.filter((entry) => isOurs(entry) || isGiven(entry));
  const others = entries.filter((entry) => !ours.includes(entry));
  const time = newestEntry(ours)?.time;
  const merged: ManagedFields = {
    manager: fieldManager,
    operation: 'Apply',
    apiVersion: live.apiVersion,
    ...(time !== undefined && { time }),
    fieldsType: 'FieldsV1',
    fieldsV1: fieldsOf(ours),
  };
  return [...others, merged];
}

/** As a JSON Patch, which the server takes only if the object is still the one that was read. */
export function takeOverPatch(live: LiveObject, isGiven?: IsGiven): object[] | undefined {
  const managedFields = withTakenOverFields(live, isGiven);
  if (!managedFields) return undefined;
  return [
    { op: 'replace', path: '/metadata/managedFields', value: managedFields },
    { op: 'replace', path: '/metadata/resourceVersion', value: live.metadata.resourceVersion },
  ];
}
