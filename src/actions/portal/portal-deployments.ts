import { type Issue, TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { GateState } from '../../gates/gate-state';
import { checkOptions } from '../../workspace/check-options';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { workspaceRoot } from '../../workspace/workspace-root';
import type { Deployment } from '../deployments/deployment';
import { findDeployments } from '../deployments/find-deployments';
import { gates } from '../gates/gates';
import { gitHistory } from '../git/history';
import { currentBranch } from '../promote/git/checkout';
import { fileAddresses } from './file-address';
import { type PortalSurroundings, portalAttributes } from './portal-attributes';
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
  const present = deployments.filter(({ state }) => state !== 'missing');
  const history = gitHistory(root);
  const gateStates = await gatesOf(environments, { ...options, root });
  for (const deployment of present) {
    const place = environments.findIndex((one) => one.name === deployment.environment);
    const environment = environments[place];
    const sources = present.filter(
      (one) =>
        one.application === deployment.application &&
        one.flow === deployment.flow &&
        environment?.props.promotesFrom?.includes(one.environment),
    );
    const surroundings = {
      environment,
      order: place + 1,
      sources,
      gates: gateStates.get(deployment.environment),
      history,
    };
    const shown = portalDeployment(deployment, name || 'towpath', branch, surroundings, addressOf);
    if (!found.has(shown.id)) found.set(shown.id, shown);
  }
  return { deployments: [...found.values()], issues };
}

/** The states of the gates by environment, without those of environments whose cluster cannot be read. */
async function gatesOf(
  environments: readonly Environment[],
  options: LoadOptions,
): Promise<ReadonlyMap<string, readonly GateState[]>> {
  const states = new Map<string, readonly GateState[]>();
  for (const { name, props } of environments) {
    if (!props.gates) continue;
    try {
      states.set(name, (await gates({ ...options, environment: name })).gates);
    } catch (error) {
      if (!TowpathError.is(error)) throw error;
    }
  }
  return states;
}

function portalDeployment(
  deployment: Deployment,
  project: string,
  branch: string,
  surroundings: PortalSurroundings,
  addressOf: (file: string) => string,
): PortalDeployment {
  const { application, flow, commit = '', version = '', since = unknownDate } = deployment;
  const flowName = portalText(portalFlowName(application, flow));
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
    child_attributes: portalAttributes(deployment, surroundings),
  };
}
