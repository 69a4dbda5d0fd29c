import { execFileSync } from 'node:child_process';
import { Unavailable } from './unavailable';
import { versions } from './versions';

/** The variables that decide what Go builds. They replace those of the caller, so that every build is the same. */
const settings = { GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod', GOWORK: 'off', CGO_ENABLED: '0' };

/**
 * Runs the program `go` in a folder. Its standard error goes to the terminal, because a build takes minutes and
 * somebody may be waiting.
 *
 * @returns the standard output of the program
 * @throws Error where the program fails
 */
export function go(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  return execFileSync('go', args, {
    cwd: folder,
    env: { ...process.env, ...settings, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/**
 * Checks that Go is installed and recent enough to build Kubernetes.
 *
 * @throws Unavailable where Go is missing or too old
 */
export function requireGo(folder: string): void {
  const found = versionOfGo(folder);
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = versions.go.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Unavailable(
    `Kubernetes ${versions.kubernetes} is built by Go ${versions.go} or later, and this is ${found}`,
  );
}

function versionOfGo(folder: string): string {
  try {
    return go(folder, ['env', 'GOVERSION']).trim().replace(/^go/, '');
  } catch (error) {
    throw new Unavailable(`no Go to build Kubernetes ${versions.kubernetes} by: ${(error as Error).message}`);
  }
}

/** A module that Go has downloaded, with the names that `go mod download -json` prints. */
export interface Module {
  /** The path of the module's go.mod file. */
  readonly GoMod: string;
  /** The folder of the module's source. */
  readonly Dir: string;
}

/** Downloads a module from the module proxy. */

export function download(folder: string, module: string): Module {
  return JSON.parse(go(folder, ['mod', 'download', '-json', module])) as Module;
}
