import { join } from 'node:path';
import { type Access, kubeconfig } from '../../../tools/control-plane/kubeconfig';
import { folderWith } from '../../helpers/files';
import { server } from './server';

export interface KubeconfigOptions {
  /** The name of its only context, which is the current one. */
  readonly context: string;
  /** Who asks; somebody with all rights when nobody is said. */
  readonly user?: { readonly token: string };
  /** Which server, or a proxy before one; that of this run when it is not said. */
  readonly server?: Access;
}

/** The path of a kubeconfig of its own in a temporary folder, gone after the tests of the file. */
export function kubeconfigFor({ context, user, server: asked = server() }: KubeconfigOptions): string {
  const token = user?.token ?? asked.token;
  return join(folderWith({ kubeconfig: kubeconfig({ ...asked, token }, context) }), 'kubeconfig');
}
