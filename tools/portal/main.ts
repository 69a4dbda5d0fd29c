import { Unavailable } from '../control-plane/unavailable';
import { pythonWithSdk } from './sdk';

/** Prints the path of the interpreter. Exit code 3: there can be none here, for the reason that it prints. */
try {
  process.stdout.write(`${pythonWithSdk()}\n`);
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  process.stderr.write(`skipped: ${error.message}\n`);
  process.exitCode = 3;
}
