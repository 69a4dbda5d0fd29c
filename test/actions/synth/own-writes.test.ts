import { OwnWrites } from '../../../src/actions/synth/own-writes';

const input = { isInput: true, found: [] };
const rest = { isInput: false, found: [] };

test('a file that changes in three syntheses in a row is written by an application', () => {
  const writes = new OwnWrites();
  expect(writes.judge(['log'])).toEqual(input);
  expect(writes.judge(['log'])).toEqual(input);
  expect(writes.judge(['log'])).toEqual({ isInput: false, found: ['log'] });
});

test('so are files whose names are new each time', () => {
  const writes = new OwnWrites();
  expect(['a', 'b', 'c'].map((path) => writes.judge([path]))).toEqual([input, input, { isInput: false, found: ['c'] }]);
});

test('a known file is told once, and other files still start a synthesis', () => {
  const writes = new OwnWrites();
  for (const paths of [['log'], ['log'], ['log']]) writes.judge(paths);
  expect(writes.judge(['log'])).toEqual(rest);
  expect(writes.judge(['log', 'settings'])).toEqual(input);
});

test('a synthesis without changes, or one with another cause, interrupts the row', () => {
  const writes = new OwnWrites();
  const row = [['log'], ['log'], [], ['log'], ['log']].map((paths) => writes.judge(paths).found);
  writes.forgive();
  expect([...row, writes.judge(['log']).found]).toEqual(row.concat([[]]).map(() => []));
});
