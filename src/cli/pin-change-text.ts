import type { PinChange } from '../actions/pin/edited-files';
import { printable } from '../diagnostics';
import type { Terminal } from './terminal';

/** An edited pin in one line, with its file. */
export function pinChangeText({ file, path, before, after }: PinChange, { paint }: Pick<Terminal, 'paint'>): string {
  const values = `${paint.red(printable(before ?? '(none)'))} → ${after ? paint.green(printable(after)) : '(removed)'}`;
  return `${paint.cyan(printable(file))} ${printable(path)}: ${values}`;
}
