import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlPlane, serverIn } from '../control-plane/control-plane';
import type { Access } from '../control-plane/kubeconfig';
import { Processes } from '../control-plane/processes';
import { startServer } from '../control-plane/server';
import { ask, type Verdict } from './ask';
import { writeGolden } from './golden';
import { type Place, placesOf, type Subject } from './subject';
import { allSubjects } from './subjects';
import { valuesOf } from './values';

/** Asks an API server about the values of all subjects, or of those that are named, and writes the golden files. */
async function main(names: readonly string[]): Promise<void> {
  const processes = new Processes(mkdtempSync(join(tmpdir(), 'towpath-verdicts-')));
  try {
    const binaries = controlPlane();
    const server = await startServer({ etcd: join(binaries, 'etcd'), apiServer: serverIn(binaries) }, processes);
    for (const subject of allSubjects.filter(({ name }) => names.length === 0 || names.includes(name))) {
      const values = valuesOf(subject);
      const verdicts = await askEverywhere(server, subject, values);
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

/** Asks about the values in all places of a subject. A place that is stricter than the first one is an error. */
async function askEverywhere(server: Access, subject: Subject, values: readonly unknown[]): Promise<Verdict[]> {
  const [own, ...others] = placesOf(subject);
  const askAt = ({ object }: Place) =>
    ask(
      server,
      values.map((value) => object(value as never)),
    );
  const verdicts = await askAt(own as Place);
  for (const [number, place] of others.entries()) {
    const there = await askAt(place);
    const stricter = there.findIndex(({ accepted }, index) => !accepted && verdicts[index]?.accepted);
    if (stricter < 0) continue;
    const value = JSON.stringify(values[stricter]).slice(0, 200);
    throw new Error(`${subject.name}: place ${number + 2} refuses ${value}: ${there[stricter]?.reason.slice(0, 500)}`);
  }
  return verdicts;
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
