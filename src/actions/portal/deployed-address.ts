import { findEnvironment } from '../../assembly/assemble-workspace';
import { readEnvironments } from '../../environments/folder';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';
import { initialEnvironment } from '../deploy/initial-environment';
import { fileAddresses } from './file-address';

export interface PortalAddressOptions {
  readonly root?: string | undefined;
  /** @default the initial environment */
  readonly environment?: string | undefined;
}

/**
 * The address of the file that says what runs in an environment. The extension opens it after a deploy.
 * @throws TowpathError `unknown-environment`
 */
export function deployedAddress(options: PortalAddressOptions = {}): string {
  checkOptions(options);
  const root = workspaceRoot(options.root);
  if (options.environment !== undefined) findEnvironment(readEnvironments(root), options.environment);
  return fileAddresses(root)(`environments/${options.environment ?? initialEnvironment({ root })}.yaml`);
}
