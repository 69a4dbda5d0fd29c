import { controlPlane } from '../../tools/control-plane/control-plane';
import { Unavailable } from '../../tools/control-plane/unavailable';
import { firstLine, startKeeper } from './helpers/keeper';
import { running, variable } from './helpers/running';

/** One server for all of a run; none, with a printed reason, where this machine cannot have one. */
export default async function setup(): Promise<void> {
  try {
    controlPlane();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    process.stderr.write(`skipped: everything in test/cluster: ${error.message}\n`);
    return;
  }
  running.towpathKeeper = startKeeper();
  process.env[variable] = await firstLine(running.towpathKeeper);
}
