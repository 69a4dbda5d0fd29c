import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlPlane, serverIn } from '../control-plane/control-plane';
import { Processes } from '../control-plane/processes';
import { startServer } from '../control-plane/server';
import { ask } from './ask';
import { writeGolden } from './golden';
import { subjects } from './subjects';
import { valuesOf } from './values';

/** How many changed texts of each subject the server is asked about. */
const changes = 250;

/** Asks an API server about the values of all subjects, or of those that are named, and writes the golden files. */
async function main(names: readonly string[]): Promise<void> {
  const processes = new Processes(mkdtempSync(join(tmpdir(), 'towpath-verdicts-')));
  try {
    const binaries = controlPlane();
    const server = await startServer({ etcd: join(binaries, 'etcd'), apiServer: serverIn(binaries) }, processes);
    for (const subject of subjects.filter(({ name }) => names.length === 0 || names.includes(name))) {
      const values = valuesOf(subject, changes);
      const verdicts = await ask(
        server,
        values.map((value) => subject.object(value as never)),
      );
      writeGolden(
        subject.name,
        values.map((value, index) => ({ value, accepted: verdicts[index]?.accepted === true })),
      );
      const refused = verdicts.filter(({ accepted }) => !accepted).length;
      process.stdout.write(`${subject.name}: ${values.length} values, ${refused} refused\n`);
      if (process.env.TOWPATH_DEBUG) process.stdout.write(`${reasons(verdicts.map(({ reason }) => reason))}\n`);
    }
  } finally {
    processes.kill();
    rmSync(processes.folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** The different reasons of refusals, with a count. */
function reasons(all: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of all) {
    const kind = reason.replace(/"[^"]*"/g, '…').slice(0, 200);
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => `  ${count} × ${kind}`).join('\n');
}

void main(process.argv.slice(2));
