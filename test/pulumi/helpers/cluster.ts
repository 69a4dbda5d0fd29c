import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { variable } from './running';

export interface Cluster {
  /** The folder of kubectl and the other programs. */
  readonly binaries: string;
  /** Folders of Pulumi and its plugins. */
  readonly folders: readonly string[];
  /** The path of a kubeconfig with all rights. */
  readonly kubeconfig: string;
}

/** The only context of that kubeconfig. */
export const context = 'loopback';

/** The cluster of this run. */
export function cluster(): Cluster {
  const said = process.env[variable];
  if (said === undefined) throw new Error('there is no cluster: `npm run test:pulumi` starts one');
  return JSON.parse(said) as Cluster;
}

/** Runs kubectl on the cluster. @throws Error with the output of kubectl if it fails */
export function kubectl(args: readonly string[], input = ''): string {
  const { binaries, kubeconfig } = cluster();
  const env = { HOME: dirname(kubeconfig), KUBECONFIG: kubeconfig };
  const { status, stdout, stderr } = spawnSync(join(binaries, 'kubectl'), args, {
    input,
    env,
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** The fields of an object that the tests read. */
export interface Stored {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly spec: {
    readonly minReadySeconds?: number;
    readonly replicas?: number;
    readonly template: { readonly spec: { readonly containers: readonly [StoredContainer] } };
  };
  readonly status: { readonly readyReplicas?: number };
}

interface StoredContainer {
  readonly image: string;
  readonly env: readonly { readonly name: string; readonly value: string }[];
}

/** Reads an object from the cluster. */
export function stored(kind: string, namespace: string, name: string): Stored {
  return JSON.parse(kubectl(['get', kind, name, '--namespace', namespace, '--output=json'])) as Stored;
}

/** The names of the pods of a namespace. A pod that keeps its name was not replaced. */
export function podsIn(namespace: string): string[] {
  const names = kubectl(['get', 'pods', '--namespace', namespace, '--output=name']).trim();
  return names === '' ? [] : names.split('\n').sort();
}
