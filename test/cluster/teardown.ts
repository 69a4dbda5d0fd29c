import { endKeeper } from './helpers/keeper';
import { running } from './helpers/running';

export default async function teardown(): Promise<void> {
  if (running.towpathKeeper) await endKeeper(running.towpathKeeper);
}
