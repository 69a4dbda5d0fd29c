import { composeProgram } from '../../tools/compose/compose';
import { Unavailable } from '../../tools/control-plane/unavailable';
import { variable } from './helpers/running';

/** Provides one program for all tests of a run. If this machine cannot have one, it prints the reason. */
export default function setup(): void {
  try {
    process.env[variable] = composeProgram();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    process.stderr.write(`skipped: everything in test/compose: ${error.message}\n`);
  }
}
