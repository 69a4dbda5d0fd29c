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
 * Compares verbs that ask a cluster with kubectl and Helm. Each tool has an environment of its own with the same objects.
 * The API server runs on the loopback address, without controllers. Run with `npm run bench:cluster`.
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

/** A workspace whose environments have a namespace each, and the commands that run in it. */
interface Ground {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly flows: number;
  /** The command `towpath synth`. */
  readonly synth: readonly string[];
  /** The command that deploys the environment `dev` with towpath. */
  readonly deploy: readonly string[];
}

const environments = ['dev', 'tst', 'prod'] as const;

function compare(flows: number, kubectl: string, env: NodeJS.ProcessEnv): void {
  const cwd = ownCheckout.project(largeFiles(flows));
  const cli = require.resolve('../lib/cli/main.js');
  const ground = { cwd, env, flows, synth: node(cli, 'synth'), deploy: node(cli, 'deploy', '-e', 'dev', '--no-wait') };
  for (const name of environments) {
    run([kubectl, 'create', 'namespace', namespaceOf(name)], cwd, env);
    setTag(cwd, name);
  }
  run(ground.synth, cwd, env);
  const rows = [...besideKubectl(ground, kubectl, node(cli, 'diff', '-e', 'dev')), besideHelm(ground)];
  process.stdout.write(`${rows.join('\n')}\n`);
}

function setTag(cwd: string, environment: string, tag?: string): void {
  const text = environmentText(environment, ['large'], tag);
  writeFileSync(join(cwd, `environments/${environment}.yaml`), `cluster: { context: loopback }\n${text}`);
}

/** Gives all environments a new tag, outside of the measured time. A deploy builds its objects itself. */
function retag({ cwd, env, synth }: Ground, round: number): void {
  for (const name of environments) setTag(cwd, name, `v${round}`);
  writeFileSync(join(cwd, 'tag.yaml'), `tag: v${round}\n`);
  run(synth, cwd, env);
}

/** Rows that compare towpath in the environment `dev` with kubectl and the same objects in `tst`. */
function besideKubectl(ground: Ground, kubectl: string, diff: readonly string[]): string[] {
  const { cwd, env, deploy } = ground;
  const apply = [kubectl, 'apply', '--server-side', '-R', '-f', 'dist/tst'];
  run(deploy, cwd, env);
  run(apply, cwd, env);
  const objects = sizeOf(ground);
  const options = { cwd, env, runs: 3 };
  const kubectlDiff = [kubectl, 'diff', '-R', '-f', 'dist/tst'];
  const newTag = { ...options, before: (round: number) => retag(ground, round) };
  return [
    measure(`towpath diff / kubectl diff: ${objects}, nothing changed`, diff, kubectlDiff, options),
    measure(`towpath deploy / kubectl apply --server-side: ${objects}, nothing changed`, deploy, apply, options),
    measure(`towpath deploy / kubectl apply --server-side: ${objects}, new tag`, deploy, apply, newTag),
  ];
}

/** A row that compares towpath in the environment `dev` with Helm in `prod`, or says that Helm is not installed. */
function besideHelm(ground: Ground): string {
  const { cwd, env, flows, deploy } = ground;
  const helm = programOf(helmPeer);
  if (!helm) return 'towpath deploy / helm upgrade: helm is not installed; `npx jiti tools/peers/main.ts` builds it';
  const chart = helmChart(ownCheckout, flows, false);
  const where = ['large', chart, '--namespace', namespaceOf('prod'), '--set', 'environment=prod', '-f', 'tag.yaml'];
  run([helm, 'install', ...where], cwd, env);
  const options = { cwd, env, runs: 3, before: (round: number) => retag(ground, round + 100) };
  const upgrade = [helm, 'upgrade', ...where];
  return measure(`towpath deploy / helm upgrade: ${sizeOf(ground)}, new tag`, deploy, upgrade, options);
}

function sizeOf({ flows }: Ground): string {
  return `${flows} stores, ${flows * 3} objects`;
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
