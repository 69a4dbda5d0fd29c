import { Unavailable } from '../control-plane/unavailable';
import { composeProgram } from './compose';

/** Prints the path of the program. Exit code 3: there can be none here, for the reason that it prints. */
try {
  process.stdout.write(`${composeProgram()}\n`);
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  process.stderr.write(`skipped: ${error.message}\n`);
  process.exitCode = 3;
}
