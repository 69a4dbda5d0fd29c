import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Location, textOf } from '../diagnostics';
import { workspaceFolderAt } from '../files/workspace-folder';

/** A frame holds a path, which has at most 4096 bytes on Linux, and a name. Characters. */
const longestFrame = 5000;

const ownFolder = dirname(__dirname) + sep;

/** The folder that the user runs the command in. It is read once, because an application may call `process.chdir`. */
export const userFolder = currentFolder();

/** A folder that was deleted while a shell is in it has no path. Then nothing is relative to it. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return sep;
  }
}

/**
 * Returns a function that finds the line of the user's code that called towpath. Only that function
 * formats the stack, so a call site that nobody asks for costs little.
 */
export function callSite(): () => Location | undefined {
  const error = new Error();
  return () => locationOfError(error);
}

/** Returns the absolute path of the user's file whose code is running. */
export function callingFile(): string | undefined {
  return userFrame(new Error())?.file;
}

/** Returns the place of the innermost stack frame of an error that is in the user's code, with a path for messages. */
export function locationOfError(error: Error): Location | undefined {
  const frame = userFrame(error);
  return frame && { ...frame, file: relativeToUser(frame.file) };
}

/** The innermost stack frame that is in the user's code: not in towpath, a package or Node. Its path is absolute. */
function userFrame(error: Error): Location | undefined {
  const frames = textOf(error.stack ?? '')
    .split('\n')
    .slice(1);
  for (const frame of frames) {
    // The message of the error comes first, and may be long.
    if (frame.length > longestFrame || !/^\s{0,8}at /.test(frame)) continue;
    const match = /(?:\(|at )((?:file:\/\/)?[^()]+):(\d+):(\d+)\)?$/.exec(frame.trim());
    if (!match?.[1]) continue;
    const file = match[1].startsWith('file://') ? fileURLToPath(match[1]) : match[1];
    if (!isAbsolute(file) || file.startsWith(ownFolder) || file.includes(`${sep}node_modules${sep}`)) continue;
    return { file, line: Number(match[2]), column: Number(match[3]) };
  }
  return undefined;
}

/**
 * Returns the path of a file for messages: relative to the workspace that holds it, else relative to the user's folder if
 * the file is below that, else unchanged.
 */
export function relativeToUser(file: string): string {
  const short = relative(workspaceFolderAt(dirname(file)) ?? userFolder, file);
  return short.startsWith('..') || isAbsolute(short) ? file : short.split(sep).join('/');
}
