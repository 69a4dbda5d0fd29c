import { workspaceRoot } from '../../workspace/workspace-root';
import { initialEnvironment } from '../deploy/initial-environment';
import { fileAddress } from './file-address';

export interface PortalAddressOptions {
  readonly root?: string | undefined;
  /** @default the initial environment */
  readonly environment?: string | undefined;
}

/** The address of the file that says what runs in an environment. The extension opens it after a deploy. */
export function deployedAddress({ root: named, environment }: PortalAddressOptions = {}): string {
  const root = workspaceRoot(named);
  return fileAddress(root, `environments/${environment ?? initialEnvironment({ root })}.yaml`);
}
