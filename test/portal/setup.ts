import { Unavailable } from '../../tools/control-plane/unavailable';
import { pythonWithSdk } from '../../tools/portal/sdk';
import { variable } from './helpers/runner';

/** Provides one interpreter for all tests of a run. If this machine cannot have one, it prints the reason. */
export default function setup(): void {
  try {
    process.env[variable] = pythonWithSdk();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    process.stderr.write(`skipped: everything in test/portal: ${error.message}\n`);
  }
}
