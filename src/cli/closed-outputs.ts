import { fstatSync, writeSync } from 'node:fs';
import type { IssueCode } from '../diagnostics';
import { endNow } from './exit-guard';
import type { OutputName } from './outputs';

const descriptors: Readonly<Record<OutputName, number>> = { stdout: 1, stderr: 2 };

/** The function of Node itself, which code of an application does not get. */
const write = writeSync;

/** The file, pipe or terminal of each output, as it was before code of an application ran. */
let targets: Readonly<Record<OutputName, string>> | undefined;

/** Remembers the file, pipe or terminal of each output. */
export function noteOutputs(): void {
  targets = { stdout: targetOf('stdout'), stderr: targetOf('stderr') };
}

/**
 * Ends the process if code of an application has closed an output. The next file that is opened would take its place, and
 * get its messages.
 */
export function assertOpenOutputs(file: string | undefined): void {
  if (!targets) return;
  const [outIsOpen, errIsOpen] = [isOpen('stdout'), isOpen('stderr')];
  if (outIsOpen && errIsOpen) return;
  const closed = outIsOpen ? 'standard error' : 'standard output';
  const message = `error ${code}: the code of ${file ?? 'an application'} closes the ${closed}\n`;
  if (errIsOpen || outIsOpen) write(descriptors[errIsOpen ? 'stderr' : 'stdout'], message);
  endNow(2);
}

function isOpen(name: OutputName): boolean {
  return targets?.[name] === targetOf(name);
}

const code: IssueCode = 'application-changes-builtins';

/** A text that tells a file, a pipe or a terminal from others. It is empty if the output is closed. */
function targetOf(name: OutputName): string {
  try {
    const { dev, ino, rdev } = fstatSync(descriptors[name]);
    return [dev, ino, rdev].join(' ');
  } catch {
    return '';
  }
}
