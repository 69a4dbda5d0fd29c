import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { variable } from './running';

export interface Cluster {
  /** Folder of kubectl and the rest. */
  readonly binaries: string;
  /** Folders of Pulumi and its plugins. */
  readonly folders: readonly string[];
  /** Path of a file with all rights. */
  readonly kubeconfig: string;
}

/** The one context of its kubeconfig. */
export const context = 'loopback';

/** The cluster of this run. */
export function cluster(): Cluster {
  const said = process.env[variable];
  if (said === undefined) throw new Error('there is no cluster: `npm run test:pulumi` starts one');
  return JSON.parse(said) as Cluster;
}

/** Runs kubectl on it. @throws Error with its words when it fails */
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

/** What the tests look at of an object. */
export interface Stored {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly spec: {
    readonly minReadySeconds?: number;
    readonly template: { readonly spec: { readonly containers: readonly [StoredContainer] } };
  };
  readonly status: { readonly readyReplicas?: number };
}

interface StoredContainer {
  readonly image: string;
  readonly env: readonly { readonly name: string; readonly value: string }[];
}

/** An object as the cluster has it. */
export function stored(kind: string, namespace: string, name: string): Stored {
  return JSON.parse(kubectl(['get', kind, name, '--namespace', namespace, '--output=json'])) as Stored;
}

/** The pods of a namespace by name: one that is there before and after was not restarted. */
export function podsIn(namespace: string): string[] {
  const names = kubectl(['get', 'pods', '--namespace', namespace, '--output=name']).trim();
  return names === '' ? [] : names.split('\n').sort();
}
