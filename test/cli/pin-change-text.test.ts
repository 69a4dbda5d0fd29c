import { createColors } from 'picocolors';
import { pinChangeText } from '../../src/cli/pin-change-text';

const terminal = { paint: createColors(false) } as never;
const place = { file: 'environments/prod.yaml', path: 'apps.shop.tag' };

test.each([
  [{ before: 'v1', after: 'v2' }, 'v1 → v2'],
  [{ after: 'v2' }, '(none) → v2'],
  [{ before: 'v1' }, 'v1 → (removed)'],
  // A hold is a map, which has no text of its own.
  [{}, 'removed'],
])('a change %j is shown as %s', (change, words) => {
  expect(pinChangeText({ ...place, ...change }, terminal)).toBe(`environments/prod.yaml apps.shop.tag: ${words}`);
});
