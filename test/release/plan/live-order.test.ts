import type { LiveObject } from '../../../src/cluster/cluster';
import { inLiveOrder } from '../../../src/release/plan/live-order';
import { deployment, service } from '../../adoption/objects';

const withEnv = (...env: readonly [name: string, value: string][]) =>
  deployment('web', { env: env.map(([name, value]) => ({ name, value })) }) as unknown as LiveObject;

describe('the order of what runs', () => {
  it('is kept where it means nothing, with the values that are declared', () => {
    const live = withEnv(['B', '2'], ['A', '1']);
    expect(inLiveOrder(withEnv(['A', '9'], ['B', '2']), live)).toEqual(withEnv(['B', '2'], ['A', '9']));
  });

  it('is not kept outside of pods, where the first entry may be the one that is used', () => {
    const withPorts = (...ports: readonly number[]) =>
      service('web', 0, { ports: ports.map((port) => ({ name: `p${port}`, port })) }) as unknown as LiveObject;
    expect(inLiveOrder(withPorts(80, 81), withPorts(81, 80))).toEqual(withPorts(80, 81));
  });

  it('is not kept where a variable refers to an earlier one, or where an entry is new', () => {
    const live = withEnv(['B', '$(A)'], ['A', '1']);
    const referring = withEnv(['A', '1'], ['B', '$(A)']);
    expect(inLiveOrder(referring, live)).toEqual(referring);
    const longer = withEnv(['A', '1'], ['B', '2'], ['C', '3']);
    expect(inLiveOrder(longer, withEnv(['B', '2'], ['A', '1']))).toEqual(longer);
  });
});
