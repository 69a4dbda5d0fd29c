import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Location, textOf } from '../diagnostics';

const ownFolder = dirname(__dirname) + sep;

/** The folder that the user runs the command in. An application may leave it later (`process.chdir`). */
export const userFolder = process.cwd();

/**
 * Remembers the user's own line that called into towpath. What is kept is a stack that the
 * engine has not yet written out; that happens when somebody asks.
 */
export function callSite(): () => Location | undefined {
  const error = new Error();
  return () => siteOf(error);
}

/** The nearest frame on the way to an error that lies neither in this library, nor in a package, nor in Node. */
export function siteOf(error: Error): Location | undefined {
  const frames = textOf(error.stack ?? '')
    .split('\n')
    .slice(1);
  for (const frame of frames) {
    const match = /(?:\(|at )((?:file:\/\/)?[^()]+):(\d+):(\d+)\)?$/.exec(frame.trim());
    if (!match?.[1]) continue;
    const file = match[1].startsWith('file://') ? fileURLToPath(match[1]) : match[1];
    if (!isAbsolute(file) || file.startsWith(ownFolder) || file.includes(`${sep}node_modules${sep}`)) continue;
    return { file: shorten(file), line: Number(match[2]), column: Number(match[3]) };
  }
  return undefined;
}

/** The path of a file as messages show it: relative to the folder that the user runs the command in, if it is below. */
export function shorten(file: string): string {
  const short = relative(userFolder, file);
  return short.startsWith('..') || isAbsolute(short) ? file : short.split(sep).join('/');
}
