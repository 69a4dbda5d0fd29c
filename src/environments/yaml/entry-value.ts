import type { Splice } from './splice';
import { isWritten, tokenEnd } from './token-end';
import { colonOf, type MapEntry } from './tokens';

/** Sets the value of an entry, which may have none yet. Do not use it for values of several lines. */
export function replaceValue(entry: MapEntry, text: string): Splice {
  const { value } = entry;
  if (!isWritten(value)) return afterColon(entry, ` ${text}`);
  return { start: value.offset, end: tokenEnd(value), text };
}

/** Inserts text after the colon of an entry. An entry without a colon, as in `{ key }`, gets one. */
export function afterColon(entry: MapEntry, text: string): Splice {
  const colon = colonOf(entry);
  const at = tokenEnd(colon ?? entry.key!);
  return { start: at, end: at, text: colon ? text : `:${text}` };
}
