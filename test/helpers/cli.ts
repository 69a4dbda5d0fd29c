import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root as repository } from '../project/repository';
import { compile } from './compiled';

export const cli = join(repository, 'lib/cli/main.js');

/** How a process ended, and what it said. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Variables beside those of the tests themselves, of which none is towpath's. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Arguments of Node's own, before the program. */
  readonly node?: readonly string[] | undefined;
  /** What it reads from its standard input, which is empty otherwise. */
  readonly input?: string | undefined;
}

beforeAll(compile, 120_000);

/** Runs `towpath` in a folder, as a process of its own. */
export function towpath(folder: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return ended(startTowpath(folder, args, options));
}

export function startTowpath(
  folder: string,
  args: readonly string[],
  { env, node = [], input }: RunOptions = {},
): ChildProcess {
  return start(folder, [...node, cli, ...args], env, input);
}

/** Starts a script of Node's in a folder. */
export function start(
  folder: string,
  args: readonly string[],
  env: RunOptions['env'] = {},
  input?: string,
): ChildProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(TOWPATH_|CDK8S_|NO_COLOR|FORCE_COLOR|NODE_)/.test(name),
  );
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  // It may end without reading it.
  child.stdin?.on('error', () => {}).end(input);
  return child;
}

export function ended(child: ChildProcess): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** The codes of the problems that a command reported, in order. */
export function codesIn({ stderr }: Outcome): string[] {
  return [...stderr.matchAll(/^(?:error|warning) ([a-z-]+):/gm)].map(([, code]) => code as string);
}
