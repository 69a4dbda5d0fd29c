import { controllersBeside, controlPlane } from '../../tools/control-plane/control-plane';
import { Unavailable } from '../../tools/control-plane/unavailable';
import { pulumiFolders } from '../../tools/pulumi/pulumi';
import { firstLine, startKeeper } from '../cluster/helpers/keeper';
import surroundings from '../helpers/surroundings';
import { running, variable } from './helpers/running';

/** Provides one cluster for all tests of a run. If this machine cannot have one, or has no Pulumi, it prints the reason. */
export default async function setup(): Promise<void> {
  surroundings();
  let folders: readonly string[];
  try {
    controllersBeside(controlPlane());
    folders = pulumiFolders();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    process.stderr.write(`skipped: everything in test/pulumi: ${error.message}\n`);
    return;
  }
  running.towpathPulumiKeeper = startKeeper();
  const cluster = JSON.parse(await firstLine(running.towpathPulumiKeeper));
  process.env[variable] = JSON.stringify({ ...cluster, folders });
}
