import { declaredPins } from '../../../src/actions/rollback/pins';
import type { ReleasedFlow } from '../../../src/release/desired';

const flow = (builds?: string): ReleasedFlow => ({
  ...{ kind: 'worker', image: 'example/api:v1', tag: 'v1' },
  ...(builds !== undefined && { builds }),
});
const released = { api: flow('api'), gone: flow('api'), foreign: flow() };

it('uses the image names of the workspace, and leaves out flows without a pin there', () => {
  const declared = { desired: { objects: [], flows: { api: flow('web'), foreign: flow() } }, isWhole: true };
  expect(declaredPins(released, declared)).toEqual({ api: flow('web') });
});

it('uses the image names of the release if the code cannot run', () => {
  expect(declaredPins(released, { desired: { objects: [], flows: {} }, isWhole: false })).toEqual(released);
});
