import { assemble } from '../../assembly/assemble';
import type { Environment } from '../../environments/environment';
import type { Workspace } from '../../workspace/workspace';
import { selectionOf } from './selection';

/**
 * Refuses names that no cluster can know: `APP` and `APP/FLOW` of an application that the workspace does not have, and a
 * `FLOW` that no application declares. A flow that is no longer declared may be in a release, so `APP/FLOW` is left to
 * the caller, who asks the cluster. If code cannot run, nobody knows its flows, and any `FLOW` is left to the caller.
 *
 * @throws TowpathError `unknown-flow` with all such names
 */
export function assertDeclaredNames(
  { applications, unloaded = [], environments, options: { defaults } }: Workspace,
  environment: Environment,
  names: readonly string[] = [],
): void {
  const ids = [...applications.map(({ id }) => id), ...unloaded];
  const doubtful = names.filter((name) => !ids.includes(name.split('/')[0] ?? ''));
  if (doubtful.length === 0) return;
  const built = applications.map((entry) => assemble(entry, environment, { defaults, objects: false }));
  const isWhole = unloaded.length === 0 && built.every(({ model, issues }) => model.flows.length > 0 || !issues.length);
  const known = built.map(({ application, model }) => ({ application, flows: model.flows.map(({ id }) => id) }));
  const declared = known.flatMap(({ flows }) => flows);
  const refused = doubtful.filter((name) => name.includes('/') || (isWhole && !declared.includes(name)));
  const all = [...known, ...unloaded.map((application) => ({ application, flows: [] }))];
  if (refused.length > 0) selectionOf(all, refused, undefined, () => environments.map(({ name }) => name));
}
