import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './repository';

/** What `tsc` says of the code of the package, of its tests and of its tools; nothing if all types are right. */
function compilerOutput(): Promise<string> {
  const tsc = join(root, 'node_modules/typescript-7/bin/tsc');
  // Several threads repeat a part of the work, and other tests run beside this one.
  const args = [tsc, '--noEmit', '--pretty', 'false', '--singleThreaded', '--project', 'tsconfig.dev.json'];
  return promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 }).then(
    ({ stdout }) => stdout,
    ({ stdout, message }) => stdout || message,
  );
}

// It is a test, so that it runs beside other tests. Jest does not check types itself.
it('the types of all code are right', async () => {
  expect(await compilerOutput()).toBe('');
}, 600_000);
