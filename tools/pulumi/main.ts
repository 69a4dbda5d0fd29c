import { controllersBeside, controlPlane } from '../control-plane/control-plane';
import { Unavailable } from '../control-plane/unavailable';
import { pulumiFolders } from './pulumi';

/** Prints the folders of the binaries. Exit code 3: there can be none here, for the reason that it says. */
try {
  process.stdout.write(`${[controllersBeside(controlPlane()), ...pulumiFolders()].join('\n')}\n`);
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  process.stderr.write(`skipped: ${error.message}\n`);
  process.exitCode = 3;
}
