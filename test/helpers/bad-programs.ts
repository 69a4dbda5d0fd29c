import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { folderWith } from './files';

/** Shell scripts of programs that do not answer as the program does that they stand in for. */
const scripts = {
  'ends with 0 and prints nothing': '',
  'ends with 1 and says nothing': 'exit 1',
  'ends with 1 and controls a terminal': `printf '\\033[2J\\n::error::x\\nerror fake-code: a\\n' | tee /dev/stderr; exit 1`,
  'prints codes of a terminal': `printf '\\033[2J\\n::error::x\\nerror fake-code: a\\n'`,
  'prints bytes that are not UTF-8': `printf 'caf\\351: \\377\\n'`,
  'prints NUL': `printf '\\0\\0\\n\\0'`,
  'prints JSON of another form': `echo '[{"url":7,"kind":[],"number":"x","login":[],"services":[7]}]'`,
  'prints deep JSON': `printf '[%.0s' $(seq 20000)`,
  'prints a web page': `echo '<html><body>Please log in</body></html>'`,
  'prints numbers without sense': `printf '%s blob -7\\n0 commit 99999999999\\n-1\\n1e999\\n' ${'0'.repeat(40)}`,
  'is ended by a signal': 'kill -9 $$',
  'may not be run': undefined,
};

export const badPrograms = Object.keys(scripts) as (keyof typeof scripts)[];

/** Makes a program that fails in one way, and returns the PATH with which it is found before others of its name. */
export function pathWith(program: string, way: keyof typeof scripts): string {
  const folder = folderWith({});
  const file = join(folder, program);
  writeFileSync(file, `#!/bin/sh\n${scripts[way] ?? ''}\n`);
  chmodSync(file, scripts[way] === undefined ? 0o644 : 0o755);
  // Without other folders with the program, because a file that may not be run is passed over.
  return way === 'may not be run' ? folder : [folder, '/usr/bin', '/bin'].join(delimiter);
}
