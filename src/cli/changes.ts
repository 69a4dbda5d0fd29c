import type { FieldChange, ObjectChange } from '../actions/diff/diff';
import { printable } from '../diagnostics';
import { inOneLine } from './truncate';

/** Changes by environment, in the order of their files. */
export function byEnvironment(changes: readonly ObjectChange[]): Map<string, ObjectChange[]> {
  const found = new Map<string, ObjectChange[]>();
  for (const change of changes) found.set(change.environment, [...(found.get(change.environment) ?? []), change]);
  return found;
}

/** Says whether only pins change. */
export function summarizeExtent(changes: readonly ObjectChange[]): string {
  const beyond = changes.filter(({ pinOnly }) => !pinOnly).length;
  if (beyond === 0) return 'pin only';
  return beyond === changes.length ? 'beyond the pin' : `beyond the pin in ${beyond} of ${changes.length} objects`;
}

export function titleOf({ application, kind, name }: ObjectChange): string {
  return printable(`${application === undefined ? '' : `${application} `}${kind}/${name}`);
}

/** A field as one line, with its old and its new value. */
export function fieldLine({ path, ...change }: FieldChange): string {
  const field = printable(path);
  if (!('from' in change)) return `${field}: ${short(change.to)}`;
  if (!('to' in change)) return `${field}: ${short(change.from)}`;
  return `${field}: ${short(change.from)} → ${short(change.to)}`;
}

export function signOf(change: FieldChange): '+' | '-' | '~' {
  if (!('from' in change)) return '+';
  return 'to' in change ? '~' : '-';
}

function short(value: unknown): string {
  return inOneLine(value, 100);
}

/** The fields to show of an object. For a pin these are the images alone, without the names that follow from them. */
export function shownFields({ fields }: ObjectChange): readonly FieldChange[] {
  const seen = fields.filter(({ path, pin }) => !pin || path.endsWith('.image'));
  return seen.length > 0 ? seen : fields;
}
