import { fstatSync } from 'node:fs';
import { statIfThere } from './stat';

/** Whether a path is the file that the standard output or the standard error of this process is redirected to. */
export function isRedirectedOutput(path: string): boolean {
  const file = statIfThere(path);
  return [1, 2].some((descriptor) => {
    const output = fstatSync(descriptor);
    return output.isFile() && output.dev === file?.dev && output.ino === file.ino;
  });
}
