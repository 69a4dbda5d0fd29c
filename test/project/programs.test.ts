import { sources, textOf } from './repository';

/** Parts that talk to a program while it runs, or that only change how others are started. */
const starters = [
  'actions/gates/checks/run-check.ts',
  'actions/gates/checks/supervisor.ts',
  'cli/live-diff/external.ts',
  'cli/own-output.ts',
  'cluster/kubeconfig/exec-plugin.ts',
  'files/run-program.ts',
];

test('other programs are run in one place, which limits their time and their output', () => {
  const found = sources().filter((file) => /child_process/.test(textOf(`src/${file}`) ?? ''));
  expect(found).toEqual(starters);
});
