import type { LiveChange, LiveDiff } from '../../actions/diff/live';

/** The number of objects for each kind of change. */
export type Summary = Readonly<Record<LiveChange | 'conflicts', number>>;

export function summaryOf({ objects }: Pick<LiveDiff, 'objects'>): Summary {
  const number = (change: LiveChange) => objects.filter((object) => object.change === change).length;
  return {
    added: number('added'),
    changed: number('changed'),
    rerun: number('rerun'),
    pruned: number('pruned'),
    kept: number('kept'),
    refused: number('refused'),
    conflicts: objects.flatMap(({ conflicts }) => conflicts).length,
  };
}

/** Whether a deploy would do anything. Kept objects do not count. */
export function isUnchanged({ objects }: Pick<LiveDiff, 'objects'>): boolean {
  return objects.every(({ change }) => change === 'kept');
}

/** Such as `2 added, 3 changed, 1 pruned, 1 conflict`. */
export function summaryLine({ added, changed, rerun, pruned, kept, refused, conflicts }: Summary): string {
  const parts: [number, string][] = [
    [added, 'added'],
    [changed, 'changed'],
    [rerun, 'recreated'],
    [pruned, 'pruned'],
    [kept, 'kept'],
    [refused, 'refused'],
    [conflicts, conflicts === 1 ? 'conflict' : 'conflicts'],
  ];
  return parts.flatMap(([number, word]) => (number > 0 ? `${number} ${word}` : [])).join(', ');
}
