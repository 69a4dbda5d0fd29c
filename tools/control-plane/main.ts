import { controlPlane, olderApiServer } from './control-plane';
import { Unavailable } from './unavailable';

/**
 * Prints the folder of the programs of a control plane, and the path of an older API server. The exit code is 3 where
 * this machine can have no control plane; a message says why.
 */
try {
  process.stdout.write(`${controlPlane()}\n`);
  printOlderApiServer();
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  process.stderr.write(`skipped: ${error.message}\n`);
  process.exitCode = 3;
}

/** Prints the path of the older API server, or why there is none. Its absence is no failure: the tests skip it. */
function printOlderApiServer(): void {
  try {
    process.stdout.write(`${olderApiServer()}\n`);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    process.stderr.write(`skipped: what asks an older server: ${error.message}\n`);
  }
}
