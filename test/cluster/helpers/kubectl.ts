import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { server } from './server';

export interface Answer {
  readonly stdout: string;
  /** Warnings of the server's, among others. */
  readonly stderr: string;
}

/** Whose kubeconfig counts: all rights on the server of this run when nothing is said. */
export interface Who {
  readonly kubeconfig: string;
}

/**
 * Runs kubectl on the server of a kubeconfig, and no other.
 *
 * @param input what it reads where a file is called `-`
 * @throws Error with its words when it fails
 */
export function kubectl(args: readonly string[], input = '', { kubeconfig }: Who = server()): Answer {
  const { binaries } = server();
  const { error, status, stdout, stderr } = spawnSync(join(binaries, 'kubectl'), args, {
    input,
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 64 * 1024 * 1024,
    // Nothing of whoever runs the tests: neither clusters nor preferences.
    env: { HOME: dirname(kubeconfig), KUBECONFIG: kubeconfig },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  return { stdout, stderr };
}

/** What kubectl printed as YAML. */
export function objectsOf({ stdout }: Answer): object[] {
  return [...parseAllDocuments(stdout)].map((document) => document.toJS());
}

/** Objects as an input of kubectl's. */
export function listOf(objects: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}
