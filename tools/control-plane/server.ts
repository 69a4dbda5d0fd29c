import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePorts } from './free-ports';
import { type Access, kubeconfig } from './kubeconfig';
import type { Processes } from './processes';
import { isReady } from './readiness';

/** An API server that runs, with the files that a client or a test needs to work with it. */
export interface Server extends Access {
  /** The path of the private key that belongs to the certificate. */
  readonly key: string;
  /** The path of a kubeconfig file with all rights. */
  readonly kubeconfig: string;
  /** The paths of the kubeconfig files of the programs that act on the server's objects, by the program's name. */
  readonly components: Readonly<Record<Component, string>>;
}

/**
 * The programs that act on the server's objects, with the groups that the account `system:NAME` of each belongs to.
 * Kubernetes itself gives rights to the names of the controller manager and the scheduler. kwok acts for every node, so
 * it is in the group with all rights, and in the group of nodes for policies that ask for a node.
 */
const components = { 'kube-controller-manager': [], 'kube-scheduler': [], kwok: ['system:masters', 'system:nodes'] };
export type Component = keyof typeof components;
const componentNames = Object.keys(components) as Component[];

const deadlineMs = 120_000;
const pollMs = 200;

/** The paths of the two programs that an API server consists of. */
export interface Programs {
  readonly etcd: string;
  readonly apiServer: string;
}

/**
 * Starts etcd and an API server on the loopback address, and waits until the API server is ready.
 *
 * @throws Error where one of the two ends, or the API server is not ready in time
 */
export async function startServer({ etcd, apiServer }: Programs, processes: Processes): Promise<Server> {
  const { folder } = processes;
  const [peers = 0, clients = 0, port = 0] = await freePorts(3);
  const access = {
    url: `https://127.0.0.1:${port}`,
    token: randomBytes(16).toString('hex'),
    certificate: join(folder, 'pki/apiserver.crt'),
  };
  processes.start(etcd, etcdArguments(folder, loopbackUrl(peers), loopbackUrl(clients)));
  processes.start(apiServer, serverArguments(folder, loopbackUrl(clients), port, access));
  await waitUntilReady(access, processes);
  const fileFor = (name: string, token: string) => {
    const file = join(folder, name);
    writeFileSync(file, kubeconfig({ ...access, token }));
    return file;
  };
  return {
    ...access,
    key: join(folder, 'pki/apiserver.key'),
    kubeconfig: fileFor('kubeconfig', access.token),
    components: Object.fromEntries(
      componentNames.map((name) => [name, fileFor(`${name}.kubeconfig`, tokenOf(name, access))]),
    ) as Record<Component, string>,
  };
}

function tokenOf(component: Component, { token }: Access): string {
  return `${component}-${token}`;
}

function loopbackUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function etcdArguments(folder: string, peers: string, clients: string): string[] {
  return [
    `--data-dir=${join(folder, 'etcd')}`,
    '--unsafe-no-fsync',
    `--listen-peer-urls=${peers}`,
    `--initial-advertise-peer-urls=${peers}`,
    `--initial-cluster=default=${peers}`,
    `--listen-client-urls=${clients}`,
    `--advertise-client-urls=${clients}`,
  ];
}

/**
 * The node ports that this server hands out. All are below 30000, where the usual node ports start, so that a test may
 * name any usual node port in a dry run, whatever other tests have created. Kubernetes hands out the first 128 ports of
 * this range only when all others are taken, so a test that really creates a Service with a node port of its choice
 * uses one of these 128.
 */
const nodePorts = '20000-28999';

function serverArguments(folder: string, etcd: string, port: number, access: Access): string[] {
  const tokens = join(folder, 'tokens.csv');
  const lines = componentNames.map((name) => {
    const groups = components[name].length === 0 ? '' : `,"${components[name].join()}"`;
    return `${tokenOf(name, access)},system:${name},${name}${groups}\n`;
  });
  writeFileSync(tokens, `${access.token},admin,admin,"system:masters"\n${lines.join('')}`);
  const key = join(folder, 'service-accounts.pem');
  writeFileSync(
    key,
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }),
  );
  return [
    `--etcd-servers=${etcd}`,
    `--cert-dir=${join(folder, 'pki')}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    '--endpoint-reconciler-type=none',
    '--service-cluster-ip-range=10.0.0.0/16',
    `--service-node-port-range=${nodePorts}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    '--authorization-mode=Node,RBAC',
    `--token-auth-file=${tokens}`,
    '--allow-privileged=true',
  ];
}

async function waitUntilReady(access: Access, processes: Processes): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  do {
    const ended = processes.ended();
    if (ended) throw new Error(`a program ended before the API server was ready: ${ended}`);
    if (Date.now() > deadline)
      throw new Error(`the API server is not ready after ${deadlineMs / 1000} s\n${processes.lastOutput()}`);
    await setTimeout(pollMs);
  } while (!(await isReady(access)));
}
