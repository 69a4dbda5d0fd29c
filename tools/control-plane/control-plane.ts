import { join } from 'node:path';
import { foundBinaries, hasControllers, isComplete, isExecutable } from './binaries';
import { buildControlPlane, buildServer } from './build';
import { type Build, built, cached } from './cache';
import { Unavailable } from './unavailable';
import { versions } from './versions';

const { kubernetes, older, etcd, kwok } = versions;

const everyProgram: Build = {
  name: `${kubernetes}-etcd-${etcd}-kwok-${kwok}`,
  isComplete,
  build: buildControlPlane,
};

const olderServer: Build = {
  name: `${older}-server`,
  isComplete: (folder) => isExecutable(serverIn(folder)),
  build: (scratch, bin) => buildServer(older, scratch, bin),
};

/**
 * The folder of kube-apiserver, etcd and kubectl: the installed ones, or else those that this function builds. A build
 * takes minutes and happens once for each version.
 *
 * @throws Unavailable where the programs are neither installed nor can be built
 */
export function controlPlane(): string {
  return foundBinaries() ?? built(everyProgram);
}

/**
 * The folder of the controllers, the scheduler and kwok: the folder of the API server if it holds them, or else the
 * cache of an earlier build.
 *
 * @throws Unavailable where neither folder holds them
 */
export function controllersBeside(binaries: string): string {
  const found = [binaries, cached(everyProgram)].find((folder) => folder !== undefined && hasControllers(folder));
  if (found === undefined) throw new Unavailable(`there are no controllers and no kwok in ${binaries}`);
  return found;
}

/**
 * The path of an API server of an older Kubernetes. This function builds it only on a machine where no programs of a
 * control plane are installed, because whoever installs them wants no builds.
 *
 * @throws Unavailable where the older server is not built and is not going to be, or cannot be built
 */
export function olderApiServer(): string {
  const found = foundBinaries() === undefined ? built(olderServer) : cached(olderServer);
  if (found === undefined)
    throw new Unavailable(`nothing is built where binaries are brought, and ${older} is not there`);
  return serverIn(found);
}

export function serverIn(folder: string): string {
  return join(folder, 'kube-apiserver');
}
