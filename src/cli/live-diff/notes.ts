import type { ObjectDiff } from '../../actions/diff/live';

/** Facts about an object that its fields do not show. */
export function notesOf({ change, writtenBy, takenOver, conflicts, fields }: ObjectDiff): string[] {
  const tools = writtenBy.join(' and ');
  const handover = takenOver
    ? '; what it owns becomes towpath’s'
    : ', which keeps what it owns: --take-ownership hands it over';
  return [
    ...(change === 'rerun' ? ['it failed: a deploy deletes it and runs it anew'] : []),
    ...(change === 'changed' && fields.length === 0 && conflicts.length === 0
      ? ['no field changes; towpath becomes the owner of what is declared']
      : []),
    ...(tools === '' ? [] : [`written by ${tools} until now${handover}`]),
  ];
}

/** How to resolve the conflicts of an object, for each owner of its fields. */
export function conflictLines({ conflicts }: ObjectDiff): string[] {
  return conflicts.map(({ field, manager, tool }) => {
    const owner = tool === undefined || tool === manager ? manager : `${tool} (${manager})`;
    const way =
      tool === undefined
        ? `leave it out of the application, have ${manager} give it up, or take it: --force-conflicts`
        : `--take-ownership takes over what ${tool} wrote`;
    return `${field} is owned by ${owner}: ${way}`;
  });
}
