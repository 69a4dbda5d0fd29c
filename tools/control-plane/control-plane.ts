import { join } from 'node:path';
import { foundBinaries, hasControllers, isComplete, isExecutable } from './binaries';
import { buildControlPlane, buildServer } from './build';
import { type Build, built, cached } from './cache';
import { Unavailable } from './unavailable';
import { versions } from './versions';

const { kubernetes, older, etcd, kwok } = versions;

const whole: Build = {
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
 * The folder of kube-apiserver, etcd and kubectl: those that are there, else built, once a version, in minutes.
 *
 * @throws Unavailable where they can not be built
 */
export function controlPlane(): string {
  return foundBinaries() ?? built(whole);
}

/**
 * The folder of the controllers, the scheduler and kwok: that of the server, or what was built once.
 *
 * @throws Unavailable where there are none
 */
export function controllersBeside(binaries: string): string {
  const found = [binaries, cached(whole)].find((folder) => folder !== undefined && hasControllers(folder));
  if (found === undefined) throw new Unavailable(`there are no controllers and no kwok in ${binaries}`);
  return found;
}

/**
 * The program of an API server of an older Kubernetes. Who brings binaries gets none built.
 *
 * @throws Unavailable where there is none
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
