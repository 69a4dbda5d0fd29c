import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Processes } from './processes';
import type { Server } from './server';

const run = promisify(execFile);
/** Of those that kwok brings: a pod is ready at once, a job's pod done at once, a deleted one gone at once. */
const usual = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
  'pod/chaos/pod-container-running-failed.yaml',
  'pod/chaos/pod-init-container-running-failed.yaml',
];

/** What works on the objects of a server: the programs, and the kubectl and kubeconfig to reach it by. */
export interface Controllers {
  /** Folder of the controllers, the scheduler and kwok. */
  readonly binaries: string;
  readonly kubectl: string;
  readonly kubeconfig: string;
  /** Path of what the server shows as its own. */
  readonly certificate: string;
  readonly components: Server['components'];
}

/** Starts the controllers, a scheduler and a node that only pretends; they work when their trial is available. */
export async function startControllers(controllers: Controllers, processes: Processes): Promise<void> {
  const { binaries, kubectl, kubeconfig, certificate, components } = controllers;
  // Nobody asks them anything, so they listen to nothing.
  const alone = ['--leader-elect=false', '--secure-port=0', '--kube-api-qps=500', '--kube-api-burst=1000'];
  const startComponent = (name: 'kube-controller-manager' | 'kube-scheduler', ...more: string[]) =>
    processes.start(join(binaries, name), [`--kubeconfig=${components[name]}`, ...alone, ...more]);
  // Each controller has an account of its own, as in real clusters, so that tests see what an account may do.
  startComponent('kube-controller-manager', '--use-service-account-credentials', `--root-ca-file=${certificate}`);
  startComponent('kube-scheduler');
  processes.start(join(binaries, 'kwok'), [
    `--kubeconfig=${components.kwok}`,
    '--manage-all-nodes',
    '--node-lease-duration-seconds=40',
    '--cidr=10.244.0.0/16',
    `--config=${[...usual.map((stage) => join(binaries, 'kwok-stages', stage)), ...own('stages')].join(',')}`,
  ]);
  await run(kubectl, [`--kubeconfig=${kubeconfig}`, 'create', ...own('objects').map((file) => `--filename=${file}`)]);
}

function own(folder: string): string[] {
  return readdirSync(join(__dirname, folder)).map((file) => join(__dirname, folder, file));
}
