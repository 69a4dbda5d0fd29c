import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { helm as helmPeer, programOf } from '../tools/peers/peers';
import { measure, node } from './measure';
import { ownCheckout } from './subjects/checkout';
import { helmChart } from './subjects/helm-chart';
import { environmentText, largeFiles, namespaceOf } from './subjects/workspace';

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
  const setTag = (name: string, tag?: string) => {
    const text = environmentText(name, ['large'], tag);
    writeFileSync(join(cwd, `environments/${name}.yaml`), `cluster: { context: loopback }\n${text}`);
  };
  const environments = ['dev', 'tst', 'prod'] as const;
  for (const name of environments) {
    run([kubectl, 'create', 'namespace', namespaceOf(name)], cwd, env);
    setTag(name);
  }
  const synth = node(cli, 'synth');
  run(synth, cwd, env);
  const deploy = node(cli, 'deploy', '-e', 'dev', '--no-wait');
  const apply = [kubectl, 'apply', '--server-side', '-R', '-f', 'dist/tst'];
  run(deploy, cwd, env);
  run(apply, cwd, env);
  const objects = `${flows} stores, ${flows * 3} objects`;
  const options = { cwd, env, runs: 3 };
  const rows = [
    measure(
      `towpath diff / kubectl diff: ${objects}, nothing changed`,
      node(cli, 'diff', '-e', 'dev'),
      [kubectl, 'diff', '-R', '-f', 'dist/tst'],
      options,
    ),
    measure(`towpath deploy / kubectl apply --server-side: ${objects}, nothing changed`, deploy, apply, options),
  ];
  // All of the environments get the new tag outside of the measured time. A deploy builds its objects itself.
  const retagged = (round: number) => {
    for (const name of environments) setTag(name, `v${round}`);
    writeFileSync(join(cwd, 'tag.yaml'), `tag: v${round}\n`);
    run(synth, cwd, env);
  };
  const newTag = { ...options, before: retagged };
  rows.push(measure(`towpath deploy / kubectl apply --server-side: ${objects}, new tag`, deploy, apply, newTag));
  const helm = programOf(helmPeer);
  if (helm) {
    const chart = helmChart(ownCheckout, flows, false);
    const where = ['large', chart, '--namespace', namespaceOf('prod'), '--set', 'environment=prod', '-f', 'tag.yaml'];
    run([helm, 'install', ...where], cwd, env);
    rows.push(
      measure(`towpath deploy / helm upgrade: ${objects}, new tag`, deploy, [helm, 'upgrade', ...where], {
        ...newTag,
        before: (round) => retagged(round + 100),
      }),
    );
  } else rows.push('towpath deploy / helm upgrade: helm is not installed; `npx jiti tools/peers/main.ts` builds it');
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
