import type { FieldChange, FileChange, ObjectChange } from '../actions/diff/diff';
import { groupBy } from '../data/group-by';
import { printable } from '../diagnostics';
import { valueChange, valueText } from './value-change';

/** A change of an object, or of a file of another target. */
export type Change = ObjectChange | FileChange;

const severalEnvironments = 'all environments';

/** Changes by environment, sorted by its name. Files that contain several environments come last. */
export function byEnvironment(changes: readonly Change[]): [string, Change[]][] {
  const found = groupBy(changes, ({ environment }) => environment ?? severalEnvironments);
  const last = found.get(severalEnvironments);
  found.delete(severalEnvironments);
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return last ? [...sorted, [severalEnvironments, last]] : sorted;
}

/** Says whether only pins change. */
export function summarizeExtent(changes: readonly Change[]): string {
  const beyond = changes.filter(({ pinOnly }) => !pinOnly).length;
  if (beyond === 0) return 'pin only';
  return beyond === changes.length ? 'beyond the pin' : `beyond the pin in ${beyond} of ${changes.length} changes`;
}

export function titleOf(change: Change): string {
  if ('target' in change) return printable(`file ${change.file}`);
  const { application, kind, name } = change;
  return printable(`${application === undefined ? '' : `${application} `}${kind}/${name}`);
}

/** A field as one line, with its old and its new value. */
export function fieldLine({ path, ...change }: FieldChange): string {
  const field = printable(path);
  if (!('from' in change)) return `${field}: ${valueText(change.to)}`;
  if (!('to' in change)) return `${field}: ${valueText(change.from)}`;
  return `${field}: ${valueChange(change.from, change.to)}`;
}

export function signOf(change: FieldChange): '+' | '-' | '~' {
  if (!('from' in change)) return '+';
  return 'to' in change ? '~' : '-';
}

/** The fields to show of an object. For a pin these are the images alone, without the names that follow from them. */
export function shownFields(change: Change): readonly FieldChange[] {
  if ('target' in change) return [];
  const { fields } = change;
  const seen = fields.filter(({ path, pin }) => !pin || path.endsWith('.image'));
  return seen.length > 0 ? seen : fields;
}
