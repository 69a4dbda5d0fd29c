import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Location, textOf } from '../diagnostics';

const ownFolder = dirname(__dirname) + sep;

/** The folder that the user runs the command in. It is read once, because an application may call `process.chdir`. */
export const userFolder = process.cwd();

/**
 * Returns a function that finds the line of the user's code that called towpath. Only that function
 * formats the stack, so a call site that nobody asks for costs little.
 */
export function callSite(): () => Location | undefined {
  const error = new Error();
  return () => locationOfError(error);
}

/** Returns the innermost stack frame of an error that is in the user's code: not in towpath, a package or Node. */
export function locationOfError(error: Error): Location | undefined {
  const frames = textOf(error.stack ?? '')
    .split('\n')
    .slice(1);
  for (const frame of frames) {
    const match = /(?:\(|at )((?:file:\/\/)?[^()]+):(\d+):(\d+)\)?$/.exec(frame.trim());
    if (!match?.[1]) continue;
    const file = match[1].startsWith('file://') ? fileURLToPath(match[1]) : match[1];
    if (!isAbsolute(file) || file.startsWith(ownFolder) || file.includes(`${sep}node_modules${sep}`)) continue;
    return { file: relativeToUser(file), line: Number(match[2]), column: Number(match[3]) };
  }
  return undefined;
}

/** Returns the path of a file for messages: relative to the user's folder if the file is below it, else unchanged. */
export function relativeToUser(file: string): string {
  const short = relative(userFolder, file);
  return short.startsWith('..') || isAbsolute(short) ? file : short.split(sep).join('/');
}
