import type { ObjectDiff } from '../../actions/diff/live';

/** Facts about an object that its fields do not show. */
export function notesOf({ kind, change, writtenBy, takenOver, conflicts, fields }: ObjectDiff): string[] {
  const tools = writtenBy.join(' and ');
  const handover = takenOver
    ? '; towpath takes over its fields'
    : '; it keeps its fields unless you use --take-ownership';
  return [
    ...(change === 'rerun' ? [recreation(kind)] : []),
    ...(change === 'changed' && fields.length === 0 && conflicts.length === 0
      ? ['no field changes; towpath becomes an owner of the declared fields']
      : []),
    ...(tools === '' ? [] : [`deployed by ${tools} so far${handover}`]),
  ];
}

function recreation(kind: string): string {
  return kind === 'Service'
    ? 'a deploy deletes the Service and creates it again, because its address changes; it is unreachable for a moment'
    : 'the Job has ended; a deploy deletes it and creates it again';
}

/** How to resolve the conflicts of an object, for each owner of its fields. */
export function conflictLines({ conflicts }: ObjectDiff): string[] {
  return conflicts.map(({ field, manager, tool }) => {
    const owner = tool === undefined || tool === manager ? manager : `${tool} (${manager})`;
    const advice =
      tool === undefined
        ? 'remove the field from the application, or take it with --force-conflicts'
        : `use --take-ownership to take over the fields of ${tool}`;
    return `${field} is owned by ${owner}: ${advice}`;
  });
}
