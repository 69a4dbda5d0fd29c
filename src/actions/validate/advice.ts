import type { Application } from '../../applications/application';
import type { DeclaredFlow } from '../../applications/declared';
import { buildApplication } from '../../assembly/assemble';
import { findEnvironment } from '../../assembly/assemble-workspace';
import { groupBy } from '../../data/group-by';
import { type Issue, type Location, shortList, warningIssue } from '../../diagnostics';
import { applicationOverlay } from '../../environments/environment';
import { locateLastSet } from '../../environments/layers';
import { isWorkload, type WorkloadSpec } from '../../model/flow-spec';
import { securityObstacles } from '../../targets/kubernetes/security-obstacles';
import type { Workspace } from '../../workspace/workspace';

/** A safe default that a flow gives up. */
interface GivenUp {
  readonly property: 'security' | 'serviceAccountToken' | 'serviceLinks';
  /** What follows from it, after the names of the flows. */
  readonly effect: string;
  readonly hint: string;
}

/** The same in one flow and one environment, with the line that gives the default up. */
interface Place extends GivenUp {
  readonly application: string;
  readonly flow: string;
  readonly location: Location | undefined;
}

/**
 * What could be tightened: the safe defaults that applications turn off, each with the line that does so
 * and what stands in the way. Flows that share the line and the advice share the issue, which is a warning.
 *
 * @param names the environments. @default all
 */
export function advice(workspace: Workspace, names?: readonly string[]): Issue[] {
  const environments = names?.map((name) => findEnvironment(workspace, name)) ?? workspace.environments;
  const places = environments.flatMap((environment) =>
    workspace.applications
      .filter(({ id }) => applicationOverlay(environment, id).enabled !== false)
      .flatMap((entry) => {
        const { application } = buildApplication(entry, environment, workspace.options.defaults);
        return application?.flows.flatMap((flow) => placesOf(application, flow)) ?? [];
      }),
  );
  const groups = groupBy(places, ({ flow: _, ...shared }) => JSON.stringify(shared));
  return [...groups.values()].map((group) => {
    const [{ application, property, effect, hint, location }] = group;
    const flows = [...new Set(group.map(({ flow }) => `\`${application}.${flow}\``))];
    const subject = `${shortList(flows, 5).join(', ')} ${flows.length === 1 ? 'does' : 'do'}`;
    return warningIssue('default-loosened', `${subject} not use the default of \`${property}\`: ${effect}`, {
      ...{ hint, location },
      ...(location === undefined && { path: `${application}.${group[0].flow}.${property}` }),
    });
  });
}

function placesOf(application: Application, flow: DeclaredFlow): Place[] {
  if (!flow.isValid || !isWorkload(flow.spec)) return [];
  return [...looseSecurity(application, flow, flow.spec), ...loosePods(flow.spec)].map((given) => ({
    ...given,
    ...{ application: application.node.id, flow: flow.node.id },
    location: locateLastSet(flow.layers, [given.property]),
  }));
}

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
function looseSecurity(application: Application, flow: DeclaredFlow, { security = 'none' }: WorkloadSpec): GivenUp[] {
  if (security === 'restricted') return [];
  const obstacles = securityObstacles(application, flow, 'restricted');
  const ofBaseline = security === 'none' ? securityObstacles(application, flow, 'baseline') : [];
  const effect =
    security === 'none' ? 'nothing limits what containers may do on their node' : 'containers may run as root';
  return [{ property: 'security', effect, hint: securityHint(security, obstacles, ofBaseline) }];
}

function securityHint(security: string, obstacles: readonly string[], ofBaseline: readonly string[]): string {
  if (obstacles.length === 0) return 'nothing that the flow declares stands in the way of `security: restricted`';
  if (ofBaseline.length > 0) return `for \`security: baseline\`, change first: ${listed(ofBaseline)}`;
  const first = security === 'none' ? 'nothing stands in the way of `security: baseline`; for' : 'for';
  return `${first} \`security: restricted\`, change first: ${listed(obstacles)}`;
}

function listed(obstacles: readonly string[]): string {
  return shortList([...new Set(obstacles)], 5).join('; ');
}

/** A value that a person turned on is left alone: only a default that was removed is given up without a reason. */
function loosePods({ serviceAccountToken, serviceLinks }: WorkloadSpec): GivenUp[] {
  const token: GivenUp = {
    property: 'serviceAccountToken',
    effect: 'Kubernetes mounts a token of its API into the pods',
    hint: 'set it to `false`, unless a program in these pods calls the Kubernetes API',
  };
  const links: GivenUp = {
    property: 'serviceLinks',
    effect: 'Kubernetes adds variables for each Service of the namespace to the containers',
    hint: 'set it to `false`, unless a program reads variables such as `WEB_SERVICE_HOST`',
  };
  return [...(serviceAccountToken === undefined ? [token] : []), ...(serviceLinks === undefined ? [links] : [])];
}
