import { controlPlane, olderApiServer } from '../../tools/control-plane/control-plane';
import { Unavailable } from '../../tools/control-plane/unavailable';
import surroundings from '../helpers/surroundings';
import { firstLine, startKeeper } from './helpers/keeper';
import { olderVariable, running, variable } from './helpers/running';

/** One server for all of a run; none, with a printed reason, where this machine cannot have one. */
export default async function setup(): Promise<void> {
  surroundings();
  if (!canHave('everything in test/cluster', controlPlane)) return;
  running.towpathKeeper = startKeeper();
  // Built in minutes the first time; it is started by the tests that ask for it.
  if (canHave('what asks an older server', olderApiServer)) process.env[olderVariable] = 'yes';
  process.env[variable] = await firstLine(running.towpathKeeper);
}

function canHave(what: string, binaries: () => string): boolean {
  try {
    binaries();
    return true;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    process.stderr.write(`skipped: ${what}: ${error.message}\n`);
    return false;
  }
}
