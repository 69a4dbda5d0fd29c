import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { median } from '../measure';
import { engine } from './engine';
import { project } from './subjects';

/**
 * A Pulumi program of ours beside one that is written by hand, on mocks and in turn; then, where there is a Pulumi
 * and a cluster, what the engine takes for it, beside a ConfigGroup over the same YAML.
 * Run with `npx jiti bench/pulumi/main.ts [flows]` after `npm run compile`.
 */
const flows = Number(process.argv[2] ?? 200);
const runs = 9;
const folder = project(flows);

interface Sample {
  readonly ms: number;
  readonly megabytes: number;
  readonly count: number;
}

function sample(program: string): Sample {
  const start = process.hrtime.bigint();
  const args = [join(folder, 'mocked.js'), join(folder, program)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  return { ms, ...(JSON.parse(stdout) as Omit<Sample, 'ms'>) };
}

function compare(): string {
  sample('component.js');
  sample('plain.js'); // not counted: caches fill
  const pairs = Array.from({ length: runs }, () => [sample('component.js'), sample('plain.js')] as const);
  const counts = new Set(pairs.flat().map(({ count }) => count));
  const line = (what: string, of: (one: Sample) => number) => {
    const [ours, theirs] = [median(pairs.map(([one]) => of(one))), median(pairs.map(([, other]) => of(other)))];
    const ratio = median(pairs.map(([one, other]) => of(one) / of(other)));
    return `  ${what}: ${ours.toFixed(0)} / ${theirs.toFixed(0)}, ratio ${ratio.toFixed(2)} (median of ${runs})`;
  };
  return [
    `component / by hand, ${flows} flows, ${[...counts].join(' and ')} resources, on mocks`,
    line('ms', ({ ms }) => ms),
    line('MB', ({ megabytes }) => megabytes),
  ].join('\n');
}

const print = (line: string) => void process.stdout.write(`${line}\n`);
print(compare());
void engine(folder, print);
