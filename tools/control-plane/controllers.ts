import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Processes } from './processes';
import type { Server } from './server';

const run = promisify(execFile);
/**
 * The stages that are used of those that come with kwok. With them a pod is ready at once, the pod of a job is done at
 * once, and a deleted pod is gone at once.
 */
const kwokStages = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
  'pod/chaos/pod-container-running-failed.yaml',
  'pod/chaos/pod-init-container-running-failed.yaml',
];

/** What it takes to start the programs that act on the objects of an API server. */
export interface Controllers {
  /** The folder of the controllers, the scheduler and kwok. */
  readonly binaries: string;
  readonly kubectl: string;
  readonly kubeconfig: string;
  /** The path of the certificate that the API server identifies itself with. */
  readonly certificate: string;
  readonly components: Server['components'];
}

/**
 * Starts the controllers, the scheduler and kwok with one pretended node, and creates the objects of the folder
 * `objects`. All of them work as soon as the Deployment `trial` among these objects is available.
 */
export async function startControllers(controllers: Controllers, processes: Processes): Promise<void> {
  const { binaries, kubectl, kubeconfig, certificate, components } = controllers;
  // Nobody sends requests to the controllers and the scheduler, so they listen on no port. Each runs only once, so it
  // needs no election of a leader.
  const options = ['--leader-elect=false', '--secure-port=0', '--kube-api-qps=500', '--kube-api-burst=1000'];
  const startComponent = (name: 'kube-controller-manager' | 'kube-scheduler', ...more: string[]) =>
    processes.start(join(binaries, name), [`--kubeconfig=${components[name]}`, ...options, ...more]);
  // Each controller uses an account of its own, as in real clusters, so that tests see the limits of these accounts.
  startComponent('kube-controller-manager', '--use-service-account-credentials', `--root-ca-file=${certificate}`);
  startComponent('kube-scheduler');
  processes.start(join(binaries, 'kwok'), [
    `--kubeconfig=${components.kwok}`,
    '--manage-all-nodes',
    '--node-lease-duration-seconds=40',
    '--cidr=10.244.0.0/16',
    `--config=${[...kwokStages.map((stage) => join(binaries, 'kwok-stages', stage)), ...filesIn('stages')].join(',')}`,
  ]);
  await run(kubectl, [
    `--kubeconfig=${kubeconfig}`,
    'create',
    ...filesIn('objects').map((file) => `--filename=${file}`),
  ]);
}

function filesIn(folder: string): string[] {
  return readdirSync(join(__dirname, folder)).map((file) => join(__dirname, folder, file));
}
