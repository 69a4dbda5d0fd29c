import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Unavailable } from '../control-plane/unavailable';
import { versions } from './versions';

/** The virtual environment in which the SDK is kept. */
const cache = join(homedir(), '.cache/towpath-dev/portal', versions.sdk);
const interpreter = join(cache, 'bin/python');

/**
 * The path of a Python interpreter that has the SDK. It is installed from the package index the first time.
 * @throws Unavailable if there is no Python 3, or the SDK cannot be installed
 */
export function pythonWithSdk(): string {
  if (existsSync(interpreter)) return interpreter;
  mkdirSync(dirname(cache), { recursive: true });
  const scratch = mkdtempSync(join(dirname(cache), '.installing-'));
  try {
    run('python3', ['-m', 'venv', scratch]);
    run(join(scratch, 'bin/python'), ['-m', 'pip', 'install', '--quiet', `acme-portal-sdk==${versions.sdk}`]);
    renameSync(scratch, cache);
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0];
    throw new Unavailable(`acme-portal-sdk ${versions.sdk} cannot be installed into ${cache}: ${reason}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return interpreter;
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
