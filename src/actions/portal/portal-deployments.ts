import type { Issue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { checkOptions } from '../../workspace/check-options';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { workspaceRoot } from '../../workspace/workspace-root';
import type { Deployment } from '../deployments/deployment';
import { findDeployments } from '../deployments/find-deployments';
import { currentBranch } from '../promote/git/checkout';
import { fileAddresses } from './file-address';
import { portalFlowName } from './portal-flows';
import { portalText } from './portal-text';

/** `DeploymentDetails` of acme-portal-sdk 1.2. Its reader accepts exactly these keys. */
export interface PortalDeployment {
  readonly name: string;
  readonly project_name: string;
  readonly branch: string;
  readonly flow_name: string;
  readonly env: string;
  readonly commit_hash: string;
  readonly package_version: string;
  readonly tags: readonly string[];
  readonly id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly flow_id: string;
  readonly url: string;
  readonly child_attributes: Readonly<Record<string, string | number | boolean>>;
}

/** The extension shows nothing at all if one deployment has no date. */
const unknownDate = '1970-01-01T00:00:00.000Z';

/** What runs in the environments of a workspace, as the extension acme-portal of VS Code reads it. */
export async function portalDeployments(
  options: LoadOptions = {},
): Promise<{ readonly deployments: readonly PortalDeployment[]; readonly issues: readonly Issue[] }> {
  checkOptions(options);
  const root = workspaceRoot(options.root);
  const { deployments, issues } = await findDeployments({ ...options, root });
  const { name, environments } = await loadWorkspace({ ...options, root });
  const branch = currentBranch(root) ?? 'main';
  const addressOf = fileAddresses(root);
  const found = new Map<string, PortalDeployment>();
  // The extension shows one deployment of a flow in an environment. One that is missing does not exist.
  for (const deployment of deployments.filter(({ state }) => state !== 'missing')) {
    const place = environments.findIndex((one) => one.name === deployment.environment);
    const shown = portalDeployment(deployment, name || 'towpath', branch, place, environments[place], addressOf);
    if (!found.has(shown.id)) found.set(shown.id, shown);
  }
  return { deployments: [...found.values()], issues };
}

function portalDeployment(
  deployment: Deployment,
  project: string,
  branch: string,
  place: number,
  environment: Environment | undefined,
  addressOf: (file: string) => string,
): PortalDeployment {
  const { application, flow, commit = '', version = '', since = unknownDate, state, image, digest } = deployment;
  const flowName = portalText(portalFlowName(application, flow));
  const attributes: [string, string | number | undefined][] = [
    ['state', state],
    ['message', deployment.message],
    ['image', image],
    ['digest', digest],
    ['release', deployment.release],
    ['applied by', deployment.appliedBy?.user ?? deployment.appliedBy?.manager],
    ['order', place === -1 ? undefined : place + 1],
    ['promotes from', environment?.props.promotesFrom?.join(', ')],
  ];
  return {
    name: [project, branch, `${application}-${flow}`, deployment.environment].map(portalText).join('--'),
    project_name: portalText(project),
    branch: portalText(branch),
    flow_name: flowName,
    env: deployment.environment,
    commit_hash: commit,
    package_version: portalText(version),
    tags: [],
    id: `${flowName}@${deployment.environment}`,
    created_at: since,
    updated_at: since,
    flow_id: flowName,
    url: portalText(addressOf(`environments/${deployment.environment}.yaml`)),
    child_attributes: Object.fromEntries(
      attributes.flatMap(([key, value]) =>
        value === undefined || value === '' ? [] : [[key, typeof value === 'string' ? portalText(value) : value]],
      ),
    ),
  };
}
