import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { seedsFrom } from './seeds';

const root = join(__dirname, '../..');
const options = process.argv.slice(2);
const seeds = seedsFrom(process.env);

const ignored = ['/node_modules/', '/test/cluster/', '/test/compose/', '/test/fixtures/'];

/** Runs the property tests with one seed. */
function passes(seed: number): boolean {
  const globals = JSON.stringify({ towpathSeed: seed });
  // All property tests but those that need a server or another program.
  const only = ['--testMatch', '**/test/**/*.property.test.ts', '--testPathIgnorePatterns', ...ignored];
  const args = [join(root, 'node_modules/jest/bin/jest.js'), ...only, '--globals', globals, '--ci', ...options];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

for (const [index, seed] of seeds.entries()) {
  process.stdout.write(`round ${index + 1} of ${seeds.length}, TOWPATH_SEED=${seed}\n`);
  if (passes(seed)) continue;
  const given = options.length > 0 ? ` -- ${options.map(quoted).join(' ')}` : '';
  process.stdout.write(`This round failed. To run it again: TOWPATH_SEED=${seed} npm run test:random${given}\n`);
  process.exitCode = 1;
  break;
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
