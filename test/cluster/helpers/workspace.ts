import type { EnvironmentProps } from 'towpath';
import { stringify } from 'yaml';
import type { Access } from '../../../tools/control-plane/kubeconfig';
import { shop, workspaceWith } from '../../helpers/workspace';
import { server } from './server';

export interface ClusterWorkspaceOptions {
  /** What each environment says besides its cluster. */
  readonly environments: Readonly<Record<string, EnvironmentProps>>;
  /** Instead of one application, `shop`. */
  readonly files?: Readonly<Record<string, string>>;
  /** The context that all of them name; that of the server's own kubeconfig when it is not said. */
  readonly context?: string;
  /** Which server, or a proxy before one; that of this run when it is not said. */
  readonly server?: Access;
}

/** A folder as a user has it, whose environments may be written to one server alone. */
export function clusterWorkspace({
  environments,
  files = { 'apps/shop.ts': shop },
  context = 'loopback',
  server: { url } = server(),
}: ClusterWorkspaceOptions): string {
  const written = Object.entries(environments).map(([name, props]) => [
    `environments/${name}.yaml`,
    stringify({ cluster: { context, server: url }, ...props }),
  ]);
  return workspaceWith({ ...files, ...Object.fromEntries(written) });
}
