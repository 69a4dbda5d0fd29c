import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { controllersBeside, controlPlane } from '../../tools/control-plane/control-plane';
import { Unavailable } from '../../tools/control-plane/unavailable';
import { pulumiFolders } from '../../tools/pulumi/pulumi';

const repository = join(__dirname, '../..');

interface Cluster {
  readonly binaries: string;
  readonly folders: readonly string[];
  readonly kubeconfig: string;
}

/** What the real engine takes for preview, first and second update, of a component and of a ConfigGroup. */
export async function engine(folder: string, print: (line: string) => void): Promise<void> {
  let folders: readonly string[];
  try {
    controllersBeside(controlPlane());
    folders = pulumiFolders();
  } catch (error) {
    if (error instanceof Unavailable) return print(`skipped: the engine: ${error.message}`);
    throw error;
  }
  const keeper = spawn(
    process.execPath,
    ['--import', 'jiti/register', join(repository, 'tools/control-plane/serve.ts')],
    {
      cwd: repository,
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  try {
    const cluster: Cluster = { ...JSON.parse(await firstLine(keeper)), folders };
    spawnSync(process.execPath, [join(repository, 'lib/cli/main.js'), 'synth'], { cwd: folder });
    for (const program of ['component', 'config-group']) print(figures(folder, program, cluster));
  } finally {
    keeper.stdin?.end();
  }
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout) for await (const line of createInterface({ input: stdout })) return line;
  throw new Error('the cluster did not start');
}

function figures(folder: string, program: string, { binaries, folders, kubeconfig }: Cluster): string {
  const env = {
    PATH: [...folders, binaries, process.env.PATH].join(':'),
    HOME: join(folder, 'home'),
    KUBECONFIG: kubeconfig,
    PULUMI_HOME: join(folder, 'home'),
    PULUMI_BACKEND_URL: `file://${join(folder, 'state')}`,
    PULUMI_CONFIG_PASSPHRASE: 'bench',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
  };
  const cwd = join(folder, 'projects', program);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'Pulumi.yaml'), `name: ${program}\nruntime: nodejs\nmain: ../../${program}.js\n`);
  const run = (command: string, ...args: string[]) => {
    const start = process.hrtime.bigint();
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
    return `${(Number(process.hrtime.bigint() - start) / 1e9).toFixed(1)} s`;
  };
  const flags = ['--non-interactive', '--stack', 'dev'];
  run('pulumi', 'stack', 'init', 'dev', '--non-interactive');
  run('pulumi', 'config', 'set', 'kubernetes:context', 'loopback', ...flags);
  run('kubectl', 'create', 'namespace', 'bench');
  const preview = run('pulumi', 'preview', ...flags);
  const up = run('pulumi', 'up', '--yes', '--skip-preview', ...flags);
  const again = run('pulumi', 'up', '--yes', '--skip-preview', ...flags);
  const previewAgain = run('pulumi', 'preview', ...flags);
  run('kubectl', 'delete', 'namespace', 'bench', '--wait');
  return `${program}, on the engine: preview ${preview}, first up ${up}, up without a change ${again}, preview of it ${previewAgain}`;
}
