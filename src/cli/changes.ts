import type { FieldChange, ObjectChange } from '../actions/diff/diff';
import { printable } from '../diagnostics';
import { inOneLine } from './truncate';

/** Changes by environment, in the order of their files. */
export function byEnvironment(changes: readonly ObjectChange[]): Map<string, ObjectChange[]> {
  const found = new Map<string, ObjectChange[]>();
  for (const change of changes) found.set(change.environment, [...(found.get(change.environment) ?? []), change]);
  return found;
}

/** Whether pins are all that changes, in words. */
export function summarizeExtent(changes: readonly ObjectChange[]): string {
  const beyond = changes.filter(({ pinOnly }) => !pinOnly).length;
  if (beyond === 0) return 'pin only';
  return beyond === changes.length ? 'beyond the pin' : `pin, and ${beyond} beyond it`;
}

export function titleOf({ application, kind, name }: ObjectChange): string {
  return printable(`${application === undefined ? '' : `${application} `}${kind}/${name}`);
}

/** A field as one line: what it was, and what it becomes. */
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

/** What a person wants to see of an object: of a pin the images alone, not what is called by them. */
export function shownFields({ fields }: ObjectChange): readonly FieldChange[] {
  const seen = fields.filter(({ path, pin }) => !pin || path.endsWith('.image'));
  return seen.length > 0 ? seen : fields;
}
