import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Things in the place of a file that cannot be read as its text. Each function makes one at a free path. */
const obstacles: Readonly<Record<string, (path: string) => void>> = {
  'a folder': (path) => mkdirSync(path),
  'a pipe': (path) => execFileSync('mkfifo', [path]),
  'a link to itself': (path) => symlinkSync(basename(path), path),
  'a broken link': (path) => symlinkSync('nowhere', path),
  'a link to an endless device': (path) => symlinkSync('/dev/zero', path),
  'a file of 3 GB': (path) => {
    writeFileSync(path, '');
    truncateSync(path, 3e9);
  },
  'a file that is not UTF-8': (path) => writeFileSync(path, Buffer.from('# caf\xe9\n', 'latin1')),
};

/** On Linux and macOS; Windows has no pipes in folders. */
export const unreadable = Object.keys(obstacles);

/** Replaces a file by one of the things of `unreadable`. */
export function makeUnreadable(path: string, how: string): void {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  obstacles[how]?.(path);
}
