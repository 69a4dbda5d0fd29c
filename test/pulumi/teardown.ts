import { endKeeper } from '../cluster/helpers/keeper';
import { running } from './helpers/running';

export default async function teardown(): Promise<void> {
  if (running.towpathPulumiKeeper) await endKeeper(running.towpathPulumiKeeper);
}
