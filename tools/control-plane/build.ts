import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { download, go, type Module } from './go';
import { stagingModules } from './staging-modules';
import { Unavailable } from './unavailable';
import { versions } from './versions';

/**
 * Builds every program of a control plane into the folder `bin`, which is an absolute path. The build creates one Go
 * module for each project in the folder `scratch`, because `go install` alone cannot build Kubernetes and etcd.
 */
export function buildControlPlane(scratch: string, bin: string): void {
  buildKubernetes(versions.kubernetes, moduleIn(scratch, 'kubernetes'), bin, [
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'kubectl',
  ]);
  buildEtcd(moduleIn(scratch, 'etcd'), bin);
  buildKwok(moduleIn(scratch, 'kwok'), bin);
}

/** Builds only the API server of a version of Kubernetes into the folder `bin`. */
export function buildServer(kubernetes: string, scratch: string, bin: string): void {
  buildKubernetes(kubernetes, moduleIn(scratch, 'kubernetes'), bin, ['kube-apiserver']);
}

function moduleIn(scratch: string, name: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  go(folder, ['mod', 'init', 'scratch']);
  return folder;
}

function buildKubernetes(version: string, folder: string, bin: string, programs: readonly string[]): void {
  const commands = programs.map((name) => `k8s.io/kubernetes/cmd/${name}`);
  const { GoMod } = downloadFirst(folder, `k8s.io/kubernetes@v${version}`);
  const [major, minor, patch] = version.split('.');
  // The go.mod of Kubernetes takes its staging modules from folders of its repository. The downloaded module lacks
  // these folders, so each staging module is replaced by the one published under its own version.
  const replaced = stagingModules(readFileSync(GoMod, 'utf8')).map(
    (module) => `-replace=${module}=${module}@v0.${minor}.${patch}`,
  );
  go(folder, ['mod', 'edit', ...replaced]);
  go(folder, ['get', '-tool', ...commands.map((command) => `${command}@v${version}`)]);
  // The linker sets the version that the API server answers at /version, because clients parse that answer.
  const facts = { gitVersion: `v${version}`, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' };
  const flags = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((name) =>
    Object.entries(facts).map(([key, value]) => `-X ${name}.${key}=${value}`),
  );
  go(folder, ['build', '-ldflags', ['-s', '-w', ...flags].join(' '), '-o', `${bin}/`, ...commands]);
}

function buildEtcd(folder: string, bin: string): void {
  const module = 'go.etcd.io/etcd/server/v3';
  go(folder, ['get', '-tool', `${module}@v${versions.etcd}`]);
  go(folder, ['build', '-ldflags', '-s -w', '-o', join(bin, 'etcd'), module]);
}

function buildKwok(folder: string, bin: string): void {
  const module = `sigs.k8s.io/kwok@v${versions.kwok}`;
  go(folder, ['install', '-ldflags', '-s -w', module.replace('@', '/cmd/kwok@')], { GOBIN: bin });
  // The stages of kwok describe how its nodes and pods become ready. kwok reads them from files.
  cpSync(join(download(folder, module).Dir, 'kustomize/stage'), join(bin, 'kwok-stages'), { recursive: true });
}

/**
 * Downloads the first module of a build, which shows whether the module proxy can be reached at all.
 *
 * @throws Unavailable where the module cannot be downloaded
 */
function downloadFirst(folder: string, module: string): Module {
  try {
    return download(folder, module);
  } catch {
    throw new Unavailable(`${module} cannot be downloaded`);
  }
}
