import { execFileSync } from 'node:child_process';
import { Unavailable } from './unavailable';
import { versions } from './versions';

/** Of the variables of the caller's, none that would make it another build. */
const settings = { GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod', GOWORK: 'off', CGO_ENABLED: '0' };

/**
 * Runs `go` in a folder.
 *
 * @returns what it printed; what it reports goes to the terminal, for a build takes minutes
 * @throws where it fails
 */
export function go(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  return execFileSync('go', args, {
    cwd: folder,
    env: { ...process.env, ...settings, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Throws `Unavailable` where Go is missing or too old. */
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

/** A module of the proxy, fetched. */
export interface Module {
  readonly GoMod: string;
  readonly Dir: string;
}

export function download(folder: string, module: string): Module {
  return JSON.parse(go(folder, ['mod', 'download', '-json', module])) as Module;
}
