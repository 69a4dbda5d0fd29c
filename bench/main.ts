import { mkdtempSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compare, Skipped, text } from './compare';
import { peerRows } from './rows/peers';
import { pulumiRows } from './rows/pulumi';
import { startRows } from './rows/start';
import { verbRows } from './rows/verbs';
import { Checkout, ownCheckout } from './subjects/checkout';

/**
 * Compares towpath with similar tools: `npm run bench`. Each sample is a whole process, and those of towpath and of its
 * peer take turns. A goal is about the ratio of wall times. CPU times are printed because they suffer less on a machine
 * with other work.
 *
 * `npm run bench -- [--rounds N] [--flows N] [--checkout FOLDER] [--json] [ROW…]`: `--checkout` measures the compiled
 * code of another checkout; a ROW is the name of a row, or its beginning.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    flows: { type: 'string', default: '1000' },
    checkout: { type: 'string', default: ownCheckout.folder },
    json: { type: 'boolean', default: false },
  },
});

const checkout = new Checkout(resolve(values.checkout));
const flows = Number(values.flows);
const rows = [startRows(checkout), peerRows(checkout, flows), verbRows(checkout, flows), pulumiRows(checkout)].flat();
const chosen = rows.filter(
  ({ name }) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)),
);

const environment = Object.entries(process.env).filter(([name]) => !/^(TOWPATH_|CDK8S_|NODE_)/.test(name));
// jiti keeps translated TypeScript there, so that the first round of each row is the only one that translates.
const env = { ...Object.fromEntries(environment), XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'towpath-bench-')) };

const print = (line: string) => void process.stdout.write(`${line}\n`);
if (!values.json) {
  const load = `load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`;
  print(
    `towpath / peer, medians of ${values.rounds} rounds; ${load}: goals are judged by wall time, so the machine should be quiet`,
  );
}
for (const row of chosen) {
  try {
    const found = compare(row, Number(values.rounds), env);
    print(values.json ? JSON.stringify(found) : text(found));
    if (found.isMet === false) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof Skipped)) throw error;
    print(
      values.json
        ? JSON.stringify({ name: row.name, skipped: error.message })
        : `${row.name}: skipped: ${error.message}`,
    );
  }
}
