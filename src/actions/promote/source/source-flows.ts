import type { ConnectOptions } from '../../../cluster/connect';
import type { Build } from '../../synth/build';
import type { PrepareOptions } from '../prepared';
import { promotedNames } from '../promoted-uses';
import { pinnedFlows } from './pinned';
import { releasedFlows } from './released';
import { type FoundFlows, runningFlows } from './running';

/**
 * The versions that a promotion can take from the source: those that run, of a release, or of the files.
 * @throws TowpathError `unknown-flow` for a name that neither environment knows, before a cluster is asked
 */
export async function sourceFlows(
  { applications, environments }: Pick<Build, 'applications' | 'environments'>,
  { load, request: { from, to, flows }, taken }: Pick<PrepareOptions, 'load' | 'request' | 'taken'>,
  { kubeconfig, context }: ConnectOptions,
): Promise<FoundFlows> {
  const inBoth = applications.filter(({ environment: { name } }) => [from, to].includes(name));
  promotedNames(
    inBoth,
    flows,
    environments.map(({ name }) => name),
  );
  const inSource = applications.filter(({ environment }) => environment.name === from);
  if (taken === 'pins') return { flows: pinnedFlows(inSource), warnings: [], releases: [] };
  const options = { ...load, kubeconfig, context };
  return taken === 'running' ? runningFlows(inSource, from, options) : releasedFlows(inSource, from, taken, options);
}
