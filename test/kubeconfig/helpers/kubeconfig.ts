import { join } from 'node:path';
import { connect } from '../../../src/cluster/connect';
import { TowpathError } from '../../../src/diagnostics';
import { certificateFile } from '../../helpers/api-server';
import { folderWith } from '../../helpers/files';

/** The text of a kubeconfig with one context, which leads to a cluster as a user. */
export function configText(cluster: object, user: object): string {
  return JSON.stringify({
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { 'certificate-authority': certificateFile, ...cluster } }],
    users: [{ name: 'u', user }],
  });
}

/** The path of such a kubeconfig, in a folder of its own. */
export function configFile(cluster: object, user: object): string {
  return join(folderWith({ config: configText(cluster, user) }), 'config');
}

/** Asks the server that a kubeconfig leads to who we are, and closes. */
export async function userBy(kubeconfig: string): Promise<string> {
  const cluster = connect(undefined, { kubeconfig });
  try {
    return await cluster.user();
  } finally {
    await cluster.close();
  }
}

/** What a work that fails says to the user, as `code: message`. */
export async function failure(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return error.issues.map(({ code, message, hint }) => `${code}: ${message} (${hint})`).join('\n');
  }
  throw new Error('The work did not fail.');
}
