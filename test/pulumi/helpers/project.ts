import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspaceWith } from '../../helpers/workspace';
import { cluster, context } from './cluster';

export interface Run {
  readonly status: number;
  /** All output of the command. */
  readonly output: string;
  /** All events of the engine, as text. */
  readonly events: string;
  /** The numbers of resources by operation: created, updated, unchanged, … */
  readonly changes: Readonly<Record<string, number>>;
  /** The operation of each changed resource, such as `update shop/web/deployment`. */
  readonly steps: readonly string[];
}

/** A Pulumi project in a workspace, with its state in a separate folder. */
export class Project {
  readonly folder: string;

  /** The value of KUBECONFIG. @default the kubeconfig of the cluster of this run */
  kubeconfig = cluster().kubeconfig;

  /** More environment variables of `pulumi`. */
  env: Readonly<Record<string, string>> = {};

  /** @param program JavaScript; the folder also contains `environments` and other files */
  constructor(program: string, files: Readonly<Record<string, string>>, name = 'shop') {
    this.folder = workspaceWith({
      'Pulumi.yaml': `name: ${name}\nruntime: nodejs\n`,
      'package.json': JSON.stringify({ name, main: 'index.js' }),
      'index.js': program,
      'home/.keep': '',
      'state/.keep': '',
      ...files,
    });
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  preview(stack: string, ...flags: string[]): Promise<Run> {
    return this.run('preview', '--stack', stack, ...flags);
  }

  up(stack: string, ...flags: string[]): Promise<Run> {
    return this.run('up', '--yes', '--skip-preview', '--stack', stack, ...flags);
  }

  refresh(stack: string): Promise<Run> {
    return this.run('refresh', '--yes', '--stack', stack);
  }

  destroy(stack: string): Promise<Run> {
    return this.run('destroy', '--yes', '--skip-preview', '--stack', stack);
  }

  /** The whole state of a stack. */
  async state(stack: string): Promise<string> {
    return (await this.run('stack', 'export', '--stack', stack)).output;
  }

  /** Creates stacks that use the cluster of this run. */
  async init(...stacks: string[]): Promise<void> {
    await this.initWithoutCluster(...stacks);
    for (const stack of stacks) await this.set(stack, 'context', context);
  }

  async initWithoutCluster(...stacks: string[]): Promise<void> {
    for (const stack of stacks) await this.run('stack', 'init', stack);
  }

  /** Sets `kubernetes:<key>` in the configuration of a stack. */
  set(stack: string, key: string, value: string, ...flags: string[]): Promise<Run> {
    return this.run('config', 'set', `kubernetes:${key}`, value, '--stack', stack, ...flags);
  }

  /** @param interrupt is called with the process after it has started */
  async run(...args: string[]): Promise<Run> {
    const events = join(this.folder, 'events.json');
    rmSync(events, { force: true });
    const isUpdate = ['preview', 'up', 'refresh', 'destroy'].includes(args[0] ?? '');
    const { status, output } = await this.start(...args, ...(isUpdate ? ['--event-log', events] : [])).ended;
    const told = existsSync(events) ? readFileSync(events, 'utf8') : '';
    return { status, output, events: told, ...stepsOf(told) };
  }

  start(...args: string[]): {
    pid: number | undefined;
    ended: Promise<Pick<Run, 'status' | 'output'>>;
    interrupt(): void;
    /** Kills the process and all processes that it started, as if the machine had stopped. */
    kill(): void;
  } {
    const { folders, binaries } = cluster();
    const child = spawn('pulumi', [...args, '--non-interactive'], {
      cwd: this.folder,
      env: {
        PATH: [...folders, binaries, process.env.PATH].join(':'),
        HOME: join(this.folder, 'home'),
        KUBECONFIG: this.kubeconfig,
        PULUMI_HOME: join(this.folder, 'home'),
        PULUMI_BACKEND_URL: `file://${join(this.folder, 'state')}`,
        PULUMI_CONFIG_PASSPHRASE: 'test',
        PULUMI_SKIP_UPDATE_CHECK: 'true',
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
        PULUMI_DEBUG_COMMANDS: 'true',
        ...this.env,
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    const ended = new Promise<Pick<Run, 'status' | 'output'>>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ status: status ?? -1, output }));
    });
    return { pid: child.pid, ended, interrupt: () => child.kill('SIGINT'), kill: () => killTree(child.pid) };
  }
}

/** The language host and the provider have their own process groups, and would survive the engine. */
function killTree(pid: number | undefined): void {
  if (pid === undefined) return;
  process.kill(pid, 'SIGSTOP'); // It starts nothing more while its children are looked for.
  const children = spawnSync('ps', ['-o', 'pid=', '--ppid', `${pid}`], { encoding: 'utf8' }).stdout;
  for (const child of children.split('\n').filter((line) => line.trim() !== '')) killTree(Number(child));
  process.kill(pid, 'SIGKILL');
}

interface Event {
  readonly summaryEvent?: { readonly resourceChanges?: Readonly<Record<string, number>> };
  readonly resourcePreEvent?: { readonly metadata: { readonly op: string; readonly urn: string } };
}

function stepsOf(text: string): Pick<Run, 'changes' | 'steps'> {
  const events = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Event);
  const summary = events.findLast(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges ?? {};
  const steps = events.flatMap(({ resourcePreEvent }) => {
    if (!resourcePreEvent || resourcePreEvent.metadata.op === 'same') return [];
    const { op, urn } = resourcePreEvent.metadata;
    return [`${op} ${urn.split('::').at(-1)}`];
  });
  return { changes: summary, steps: steps.sort() };
}
