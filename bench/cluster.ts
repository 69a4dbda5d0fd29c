import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { measure, node } from './measure';
import { ownCheckout } from './subjects/checkout';
import { largeFiles, namespaceOf } from './subjects/workspace';

/**
 * Verbs that ask a cluster, beside kubectl with the same objects: an environment that `kubectl apply --server-side`
 * deployed is asked about by kubectl, and its twin that towpath deployed by towpath. The server runs on loopback, and
 * nothing works on its objects. Run with `npm run bench:cluster`.
 */
async function main(flows: number): Promise<void> {
  const keeper = spawn(process.execPath, ['--import', 'jiti/register', 'tools/control-plane/serve.ts', 'bare'], {
    cwd: join(__dirname, '..'),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const [line] = await firstOf(createInterface({ input: keeper.stdout }));
    const { binaries, kubeconfig } = JSON.parse(line ?? '{}') as { binaries: string; kubeconfig: string };
    compare(flows, join(binaries, 'kubectl'), { ...process.env, KUBECONFIG: kubeconfig, TOWPATH_ENV: '' });
  } finally {
    keeper.stdin.end();
  }
}

function compare(flows: number, kubectl: string, env: NodeJS.ProcessEnv): void {
  const cwd = ownCheckout.project(largeFiles(flows));
  const cli = require.resolve('../lib/cli/main.js');
  for (const name of ['dev', 'tst']) {
    run([kubectl, 'create', 'namespace', namespaceOf(name)], cwd, env);
    appendFileSync(join(cwd, `environments/${name}.yaml`), 'cluster: { context: loopback }\n');
  }
  run(node(cli, 'synth'), cwd, env);
  const deploy = node(cli, 'deploy', '-e', 'dev', '--no-wait');
  const apply = [kubectl, 'apply', '--server-side', '-R', '-f', 'dist/tst'];
  run(deploy, cwd, env);
  run(apply, cwd, env);
  const objects = `${flows} stores, ${flows * 3} objects, nothing changed`;
  const options = { cwd, env, runs: 3 };
  const rows = [
    measure(
      `towpath diff / kubectl diff: ${objects}`,
      node(cli, 'diff', '-e', 'dev'),
      [kubectl, 'diff', '-R', '-f', 'dist/tst'],
      options,
    ),
    measure(`towpath deploy / kubectl apply --server-side: ${objects}`, deploy, apply, options),
  ];
  process.stdout.write(`${rows.join('\n')}\n`);
}

function run([program = '', ...args]: readonly string[], cwd: string, env: NodeJS.ProcessEnv): void {
  const { status, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stderr}`);
}

async function firstOf(lines: AsyncIterable<string>): Promise<string[]> {
  for await (const line of lines) return [line];
  throw new Error('the API server did not start');
}

main(Number(process.argv[2] ?? 200)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
