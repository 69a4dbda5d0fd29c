import { controlPlane } from './control-plane';
import { Unavailable } from './unavailable';

/** Prints the folder of the binaries. Exit code 3: there can be none here, for the reason that it says. */
try {
  process.stdout.write(`${controlPlane()}\n`);
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  process.stderr.write(`skipped: ${error.message}\n`);
  process.exitCode = 3;
}
