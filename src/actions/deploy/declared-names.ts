import { assemble } from '../../assembly/assemble';
import type { Environment } from '../../environments/environment';
import type { Workspace } from '../../workspace/workspace';
import { type KnownApplication, selectionOf } from './selection';

/**
 * Refuses names that no cluster can know: `APP` and `APP/FLOW` of an application that the workspace does not have, and a
 * `FLOW` that no application declares. A flow that is no longer declared may be in a release, so `APP/FLOW` is left to
 * the caller, who asks the cluster. If code cannot run, nobody knows its flows, and any `FLOW` is left to the caller.
 *
 * @throws TowpathError `unknown-flow` with all such names
 */
export function assertDeclaredNames(
  workspace: Workspace,
  environment: Environment,
  names: readonly string[] = [],
): void {
  const { applications, unloaded = [], environments } = workspace;
  const ids = [...applications.map(({ id }) => id), ...unloaded];
  const doubtful = names.filter((name) => !ids.includes(name.split('/')[0] ?? ''));
  if (doubtful.length === 0) return;
  const { known, isWhole } = declaredFlows(workspace, environment);
  const declared = known.flatMap(({ flows }) => flows);
  const refused = doubtful.filter((name) => name.includes('/') || (isWhole && !declared.includes(name)));
  const all = [...known, ...unloaded.map((application) => ({ application, flows: [] }))];
  if (refused.length > 0) selectionOf(all, refused, undefined, () => environments.map(({ name }) => name));
}

/** The flows that the code of applications declares, and whether all code could run. */
export function declaredFlows(
  { applications, unloaded = [], options: { defaults } }: Workspace,
  environment: Environment,
): { readonly known: readonly KnownApplication[]; readonly isWhole: boolean } {
  const built = applications.map((entry) => assemble(entry, environment, { defaults, objects: false }));
  return {
    known: built.map(({ application, model }) => ({ application, flows: model.flows.map(({ id }) => id) })),
    isWhole: unloaded.length === 0 && built.every(({ model, issues }) => model.flows.length > 0 || !issues.length),
  };
}
