import type { Splice } from './splice';
import { isWritten, tokenEnd } from './token-end';
import { colonOf, type MapEntry } from './tokens';

/** Writes the value of an entry anew, or for the first time. Not for values that fill lines of their own. */
export function replaceValue(entry: MapEntry, text: string): Splice {
  const { value } = entry;
  if (!isWritten(value)) return afterColon(entry, ` ${text}`);
  return { start: value.offset, end: tokenEnd(value), text };
}

/** Writes right after the colon of an entry, which `{ key }` does not have yet. */
export function afterColon(entry: MapEntry, text: string): Splice {
  const colon = colonOf(entry);
  const at = tokenEnd(colon ?? entry.key!);
  return { start: at, end: at, text: colon ? text : `:${text}` };
}
