import type { ComponentResourceOptions } from '@pulumi/pulumi';
import { propsArgument } from '../../applications/arguments';
import { IssueCollector } from '../../diagnostics';
import { applicationOverlay } from '../../environments/environment';
import { checkOptions } from '../../workspace/check-options';
import { loadWorkspace } from '../../workspace/load';
import { ApplicationComponent } from './application-component';
import { type BuildProps, projectFolder } from './build';
import { optionsArgument } from './checked-options';
import { chosenEnvironment } from './environment-choice';
import { showIssuesOf } from './run-error';

export interface DeployWorkspaceProps extends Pick<BuildProps, 'root'> {
  /** Name of the environment. @default `towpath:environment` of the configuration, else the stack's name */
  readonly environment?: string | undefined;
}

/**
 * Deploys every application of a workspace, loaded from `apps/`, in the environment of this stack.
 *
 * export = async () => (await deployWorkspace()).map(({ urls }) => urls);
 *
 * @returns the components by the applications' ids
 */
export async function deployWorkspace(
  props: DeployWorkspaceProps = {},
  options: ComponentResourceOptions = {},
): Promise<Readonly<Record<string, ApplicationComponent>>> {
  const { root, applications, chosen } = await showIssuesOf(async () => {
    checkOptions(propsArgument(props, 'deployWorkspace'));
    optionsArgument(options, 'deployWorkspace');
    const { environment } = props;
    const workspace = await loadWorkspace({ root: props.root ?? projectFolder() });
    const problems = new IssueCollector();
    problems.add(...workspace.issues);
    problems.throwIfErrors();
    return { ...workspace, chosen: chosenEnvironment(workspace.environments, environment) };
  });
  const here = applications.filter(({ id }) => applicationOverlay(chosen, id).enabled !== false);
  return Object.fromEntries(
    here.map(({ id, construct }) => [
      id,
      new ApplicationComponent(id, { application: construct, environment: chosen, root }, options),
    ]),
  );
}
