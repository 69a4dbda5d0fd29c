import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '../helpers/files';
import { root } from '../project/repository';

/** What `npm … -- --json --outputFile=FILE` leaves: a report of jest's with one test of this status. */
const npm = `#!${process.execPath}
const [, file] = process.argv.at(-1).split('--outputFile=');
const status = process.argv.includes('test') ? process.env.FAKE_STATUS : 'passed';
const assertionResults = [{ fullName: 'a test', status }];
if (file) require('node:fs').writeFileSync(file, JSON.stringify({ testResults: [{ name: 'a', status: 'passed', assertionResults }] }));
`;

/** Finds the programs of a suite, or cannot: each has a code of its own. */
const jiti = `#!${process.execPath}
const [, , finder] = process.argv;
const code = Number(process.env['FAKE_' + finder.split('/')[1].replace('control-plane', 'cluster').toUpperCase()]);
if (code === 3) process.stderr.write('go: something else\\nskipped: no Go here\\n');
process.exitCode = code;
`;

/** Runs \`.ci/run\` in a checkout where all but itself is a fake. */
function ci(env: Readonly<Record<string, string>> = {}) {
  const folder = folderWith({ 'node_modules/.bin/jiti': jiti, 'bin/npm': npm, '.gitignore': 'node_modules\nbin\n' });
  for (const program of ['node_modules/.bin/jiti', 'bin/npm']) chmodSync(join(folder, program), 0o755);
  mkdirSync(join(folder, '.ci'));
  cpSync(join(root, '.ci/run'), join(folder, '.ci/run'));
  writeFileSync(join(folder, 'a'), '');
  const git = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    [...git, 'commit', '-qm', 'a'],
  ])
    spawnSync('git', args, { cwd: folder });
  const { TOWPATH_CI_WITHOUT: _, ...outer } = process.env;
  const fakes = { FAKE_CLUSTER: '0', FAKE_PULUMI: '0', FAKE_COMPOSE: '0', FAKE_PORTAL: '0', FAKE_STATUS: 'passed' };
  const { status, stdout } = spawnSync('bash', ['.ci/run'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...outer, ...fakes, ...env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
  });
  const lines = stdout.trim().split('\n');
  return { status, stdout, failed: lines.filter((line) => line.startsWith('  ')), last: lines.at(-1) };
}

it('is green where everything is there', () => {
  expect(ci()).toMatchObject({ status: 0, failed: [], last: expect.stringMatching(/, 0 failed$/) });
});

it.each([
  ['FAKE_CLUSTER', 'cluster'],
  ['FAKE_PULUMI', 'pulumi'],
  ['FAKE_COMPOSE', 'compose'],
  ['FAKE_PORTAL', 'portal'],
])('fails where a suite cannot run, unless that is declared: %s', (variable, need) => {
  const undeclared = ci({ [variable]: '3' });
  expect(undeclared).toMatchObject({ status: 1, last: expect.stringMatching(/, 1 failed$/) });
  expect(undeclared.failed).toEqual([
    `  npm run test:${need} cannot run here: no Go here; TOWPATH_CI_WITHOUT=${need} declares that this machine lacks it`,
  ]);
  const other = ci({ [variable]: '3', TOWPATH_CI_WITHOUT: 'cases' });
  expect(other.status).toBe(1);
  const declared = ci({ [variable]: '3', TOWPATH_CI_WITHOUT: `cases,${need}` });
  expect(declared).toMatchObject({ status: 0, failed: [] });
  expect(declared.stdout).toContain(`skipped: npm run test:${need}: no Go here`);
});

it('fails where the search for programs fails, whatever is declared', () => {
  expect(ci({ FAKE_PULUMI: '1', TOWPATH_CI_WITHOUT: 'pulumi' })).toMatchObject({ status: 1 });
});

it('fails by a test that is skipped, unless something is declared', () => {
  const { status, failed } = ci({ FAKE_STATUS: 'pending' });
  expect({ status, failed }).toEqual({ status: 1, failed: ['  skipped test: a test'] });
  expect(ci({ FAKE_STATUS: 'pending', TOWPATH_CI_WITHOUT: 'cases' }).status).toBe(0);
});
