import { composeProgram } from '../../tools/compose/compose';
import { Unavailable } from '../../tools/control-plane/unavailable';
import { variable } from './helpers/running';

/** One program for all of a run; none, with a printed reason, where this machine cannot have one. */
export default function setup(): void {
  try {
    process.env[variable] = composeProgram();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    process.stderr.write(`skipped: everything in test/compose: ${error.message}\n`);
  }
}
