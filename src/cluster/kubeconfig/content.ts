import { issueError, type TowpathError } from '../../diagnostics';
import { readFault, readUserText } from '../../files/read-file';

/** Data in the kubeconfig itself, or in a file that it names. */
export function content<K extends string>(
  entry: { readonly [key in K | `${K}-data`]?: string | undefined },
  key: K,
): string | undefined {
  const data = entry[`${key}-data`];
  if (data) return Buffer.from(data, 'base64').toString('utf8');
  const file = entry[key];
  return file ? readText(file) : undefined;
}

export function readText(file: string): string {
  try {
    return readUserText(file);
  } catch (error) {
    throw credentialsFailed(`cannot read ${file}, which the kubeconfig refers to: ${readFault(error)}`);
  }
}

export function credentialsFailed(message: string, hint?: string): TowpathError {
  return issueError('credentials-failed', message, { hint });
}
