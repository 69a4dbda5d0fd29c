import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controllersBeside, controlPlane, olderApiServer, serverIn } from './control-plane';
import { startControllers } from './controllers';
import { Processes } from './processes';
import { startServer } from './server';
import { Unavailable } from './unavailable';

/**
 * This program runs an API server as long as its standard input is open, so the server ends when the process that
 * started it ends, however that happens. The program prints one line of JSON with the server's address when the server
 * is ready, and starts the controllers afterwards. The argument `older` asks for an older Kubernetes without
 * controllers; the argument `bare` asks for the usual Kubernetes without controllers.
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

/** The folder of the controllers. Where there is none, this function prints the reason and returns undefined. */
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
