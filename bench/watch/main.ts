import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { median } from '../measure';
import { Checkout, ownCheckout } from '../subjects/checkout';
import { environmentText, largeFiles } from '../subjects/workspace';

/**
 * How long a warm `synth --watch` takes from an edit of an environment file until it has written the change. The row is
 * not one of `npm run bench`, because those compare whole processes.
 * Run with `npx jiti bench/watch/main.ts [flows] [checkout]` after `npm run compile`.
 */
const flows = Number(process.argv[2] ?? 1000);
const checkout = new Checkout(resolve(process.argv[3] ?? ownCheckout.folder));
const edits = 9;
const goal = 300;

/** Starts the watch, and edits the environment file after each line that says what was written. */
async function editTimes(cwd: string): Promise<number[]> {
  const [program = '', ...args] = checkout.towpath('synth', '--watch', '--layout', 'app');
  const child: ChildProcess = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const times: number[] = [];
  let edited: number | undefined;
  try {
    if (!child.stdout) throw new Error('the watch has no standard output');
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.includes(' written, ')) continue;
      if (edited !== undefined) times.push(performance.now() - edited);
      if (times.length > edits) return times.slice(1); // the first edit fills caches, and is not counted
      edited = performance.now();
      writeFileSync(join(cwd, 'environments/dev.yaml'), environmentText('dev', ['large'], `tag-${times.length}`));
    }
    throw new Error('the watch ended before it wrote all edits');
  } finally {
    child.kill();
  }
}

void editTimes(checkout.project(largeFiles(flows))).then((times) => {
  const ms = median(times);
  const verdict = ms <= goal ? 'met' : 'MISSED';
  process.stdout.write(
    `watch: synth --watch --layout app, one tag changed, ${flows} flows x 3\n` +
      `  ${ms.toFixed(0)} ms (median of ${times.length} edits); goal ${goal} ms: ${verdict}\n`,
  );
  if (ms > goal) process.exitCode = 1;
});
