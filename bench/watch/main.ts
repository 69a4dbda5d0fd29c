import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { median } from '../measure';
import { Checkout, ownCheckout } from '../subjects/checkout';
import { environmentText, javaScript, workspaceFiles } from '../subjects/workspace';

/**
 * How long a warm `synth --watch` takes from an edit until it has written the change. The rows are not among those of
 * `npm run bench`, because those compare whole processes.
 * Run with `npx jiti bench/watch/main.ts [flows] [checkout]` after `npm run compile`.
 */
const flows = Number(process.argv[2] ?? 1000);
const checkout = new Checkout(resolve(process.argv[3] ?? ownCheckout.folder));
const edits = 9;
const goal = 300;

/** Starts the watch, and writes a file after each line that says what was written. */
async function editTimes(cwd: string, file: string, textOf: (edit: number) => string): Promise<number[]> {
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
      writeFileSync(join(cwd, file), textOf(times.length));
    }
    throw new Error('the watch ended before it wrote all edits');
  } finally {
    child.kill();
  }
}

/** Measures the edits of an environment and of an application, where the flows are in so many applications. */
async function measure(applications: number): Promise<void> {
  const code = javaScript(flows / applications);
  const ids = Array.from({ length: applications }, (_, index) => `app-${index}`);
  const files = workspaceFiles(Object.fromEntries(ids.map((id) => [`${id}.js`, code])));
  const tagged = (edit: number) => environmentText('dev', ids).replace('tag-dev', `tag-${edit}`);
  const ported = (edit: number) => code.replace('6379', String(6380 + edit));
  const rows: [string, string, (edit: number) => string][] = [
    ['the tag of one application in dev', 'environments/dev.yaml', tagged],
    ['the code of one application', 'apps/app-0.js', ported],
  ];
  for (const [what, file, textOf] of rows) {
    const ms = median(await editTimes(checkout.project(files), file, textOf));
    const size = `${flows} flows x 3 in ${applications} application${applications > 1 ? 's' : ''}`;
    process.stdout.write(
      `watch: ${what} is edited, ${size}\n  ${ms.toFixed(0)} ms (median of ${edits} edits); goal ${goal} ms: ${ms <= goal ? 'met' : 'MISSED'}\n`,
    );
    if (ms > goal) process.exitCode = 1;
  }
}

void measure(20).then(() => measure(1));
