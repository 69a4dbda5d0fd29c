import type { PinChange } from '../actions/pin/edited-files';
import { printable } from '../diagnostics';
import type { Terminal } from './terminal';

/** An edited pin in one line, with its file. */
export function pinChangeText({ file, path, before, after }: PinChange, { paint }: Pick<Terminal, 'paint'>): string {
  // An entry that is no single value, such as a hold, has no text before.
  if (before === undefined && after === undefined) return `${paint.cyan(printable(file))} ${printable(path)}: removed`;
  const values = `${paint.red(printable(before ?? '(none)'))} → ${after ? paint.green(printable(after)) : '(removed)'}`;
  return `${paint.cyan(printable(file))} ${printable(path)}: ${values}`;
}
