import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlPlane } from './control-plane';
import { Processes } from './processes';
import { startServer } from './server';

/**
 * An API server as long as standard input is open: it ends with whoever asked for it, however that one ends.
 * Says where it is, in one line of JSON, when it is ready.
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
  const kubeconfig = await startServer(binaries, processes);
  process.stdout.write(`${JSON.stringify({ binaries, kubeconfig })}\n`);
}

serve().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
