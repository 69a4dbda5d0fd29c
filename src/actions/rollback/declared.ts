import { assemble } from '../../assembly/assemble';
import { namespacesFor } from '../../assembly/namespaces';
import { applicationOverlay, type Environment } from '../../environments/environment';
import { type DesiredApplication, desiredOf } from '../../release/desired';
import type { Workspace } from '../../workspace/workspace';
import type { ApplicationRef } from './restored';

/** What a workspace declares of one application. */
export interface DeclaredState {
  readonly desired: Pick<DesiredApplication, 'objects' | 'flows'>;
  /**
   * Whether the application's code has run. If it cannot run, or the environment does not have the application, only
   * the namespace is known, which the environment sets.
   */
  readonly isWhole: boolean;
}

/**
 * Runs the code of an application and tolerates its errors, because the code may be broken when a release must be
 * restored.
 */
export function declaredState(workspace: Workspace, environment: Environment, place: ApplicationRef): DeclaredState {
  const { application, namespace } = place;
  const namespaces = namespacesFor({ application, environment }, namespace);
  const entry = workspace.applications.find(({ id }) => id === application);
  const isEnabled = applicationOverlay(environment, application).enabled !== false;
  const assembly =
    entry && isEnabled ? assemble(entry, environment, { defaults: workspace.options.defaults }) : undefined;
  if (assembly && !assembly.issues.some(({ severity }) => severity === 'error'))
    return { desired: desiredOf(assembly, namespaces), isWhole: true };
  const objects = namespaces.map((manifest) => ({ path: '', after: [], needs: [], runsOnce: false, manifest }));
  return { desired: { objects, flows: {} }, isWhole: false };
}
