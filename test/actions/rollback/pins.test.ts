import { declaredPins } from '../../../src/actions/rollback/pins';
import type { ReleasedFlow } from '../../../src/release/desired';

const flow = (builds?: string): ReleasedFlow => ({
  ...{ kind: 'worker', image: 'example/api:v1', tag: 'v1' },
  ...(builds !== undefined && { builds }),
});
const released = { api: flow('api'), gone: flow('api'), foreign: flow() };

it('takes the names of images from the workspace, and leaves out what has no pin there', () => {
  const declared = { desired: { objects: [], flows: { api: flow('web'), foreign: flow() } }, isWhole: true };
  expect(declaredPins(released, declared)).toEqual({ api: flow('web') });
});

it('takes them from the release where the code does not tell', () => {
  expect(declaredPins(released, { desired: { objects: [], flows: {} }, isWhole: false })).toEqual(released);
});
