import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controllersBeside, controlPlane, olderApiServer, serverIn } from './control-plane';
import { startControllers } from './controllers';
import { Processes } from './processes';
import { startServer } from './server';
import { Unavailable } from './unavailable';

/**
 * An API server as long as standard input is open: it ends with whoever asked for it, however that one ends.
 * Says where it is, in one line of JSON, when it is ready; its controllers come after. `older`: one of an older
 * Kubernetes, without them. `bare`: one without them.
 */
process.umask(0o077);
const processes = new Processes(mkdtempSync(join(tmpdir(), 'towpath-control-plane-')));
process.on('exit', () => {
  processes.kill();
  rmSync(processes.folder, { recursive: true, force: true, maxRetries: 10 });
});
process.stdin.on('close', () => process.exit()).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

async function serve(): Promise<void> {
  const binaries = controlPlane();
  const isOlder = process.argv[2] === 'older';
  const apiServer = isOlder ? olderApiServer() : serverIn(binaries);
  const server = await startServer({ etcd: join(binaries, 'etcd'), apiServer }, processes);
  const controllers = process.argv[2] ? undefined : findControllers(binaries);
  process.stdout.write(`${JSON.stringify({ binaries, ...server, controllers: controllers !== undefined })}\n`);
  if (controllers === undefined) return;
  await startControllers({ ...server, binaries: controllers, kubectl: join(binaries, 'kubectl') }, processes);
}

/** Undefined, with a printed reason, where there are none. */
function findControllers(binaries: string): string | undefined {
  try {
    return controllersBeside(binaries);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    process.stderr.write(`skipped: what needs controllers: ${error.message}\n`);
    return undefined;
  }
}

serve().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
