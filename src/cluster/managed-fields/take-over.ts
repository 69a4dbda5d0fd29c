import { fieldManager, type LiveObject, type ManagedFields } from '../cluster';
import { entriesOf, fieldsOf, isOurs, isTools } from './managers';

/**
 * The managers of an object after what tools own has become ours: then a field that we do not declare goes with the
 * next apply, as if we had applied it ourselves. Nobody else's entry changes.
 *
 * @returns undefined where no tool owns anything
 * @see https://github.com/kubernetes/client-go/blob/master/util/csaupgrade/upgrade.go which does so for kubectl
 */
export function takenOver(live: LiveObject): ManagedFields[] | undefined {
  const entries = entriesOf(live);
  if (!entries.some(isTools)) return undefined;
  const ours = entries.filter((entry) => isOurs(entry) || isTools(entry));
  const others = entries.filter((entry) => !ours.includes(entry));
  const merged: ManagedFields = {
    manager: fieldManager,
    operation: 'Apply',
    apiVersion: live.apiVersion,
    ...(newest(ours) && { time: newest(ours) as string }),
    fieldsType: 'FieldsV1',
    fieldsV1: fieldsOf(ours),
  };
  return [...others, merged];
}

/** As a JSON Patch, which the server takes only if the object is still the one that was read. */
export function takeOverPatch(live: LiveObject): object[] | undefined {
  const managedFields = takenOver(live);
  if (!managedFields) return undefined;
  return [
    { op: 'replace', path: '/metadata/managedFields', value: managedFields },
    { op: 'replace', path: '/metadata/resourceVersion', value: live.metadata.resourceVersion },
  ];
}

function newest(entries: readonly ManagedFields[]): string | undefined {
  return entries
    .flatMap(({ time }) => time ?? [])
    .sort()
    .at(-1);
}
