import type { ApplyResult } from '../release/apply/apply-result';

const words = { create: 'created', update: 'configured', rerun: 'recreated', pruned: 'pruned' } as const;

/** What deploys changed, and how long they took: `2 created, 1 pruned in 1m12s`. */
export function totalsText(results: readonly ApplyResult[], milliseconds: number): string {
  const actions = results.flatMap(({ applied }) => applied.map(({ action }) => action));
  const counts = Object.entries(words).flatMap(([action, word]) => {
    const number = actions.filter((one) => one === action).length;
    return number > 0 ? [`${number} ${word}`] : [];
  });
  return `${counts.join(', ') || 'no changes'} in ${roundedDuration(milliseconds)}`;
}

/** A duration without what nobody reads: no milliseconds above a second, no seconds above an hour. Such as `850ms`, `12s`, `1m12s` or `1h3m`. */
export function roundedDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (milliseconds < 1000) return `${Math.round(milliseconds)}ms`;
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}m${seconds % 60}s` : `${Math.floor(minutes / 60)}h${minutes % 60}m`;
}
