import type { Cluster, ObjectRef } from '../../cluster/cluster';
import type { ConnectOptions } from '../../cluster/connect';
import { translateFailures } from '../../cluster/failures';
import { isApiFailure } from '../../cluster/http/api-failure';
import { keyOf, refOf } from '../../cluster/object-ref';
import { type Issue, issueError, suggest, TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { ApplyResult } from '../../release/apply/apply-result';
import type { DeployEventHandler } from '../../release/apply/deploy-event';
import { removeApplication } from '../../release/apply/remove-application';
import { type Plan, planApplication } from '../../release/plan/plan';
import { wasDeployed } from '../../release/plan/was-deployed';
import { assertMayRemove } from '../../release/rights/may-apply';
import { isInvalidRecord } from '../../release/store/checked-record';
import { readReleasedObjects } from '../../release/store/record';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import type { Workspace } from '../../workspace/workspace';
import { declaredFlows } from '../deploy/declared-names';
import { assertApplicable } from '../deploy/deploy';
import { emptiedIn } from '../deploy/desired-environment';
import { clusterOf, knownEnvironment } from '../deploy/named-environment';
import { withServerWarnings } from '../deploy/with-server-warnings';
import { undeclaredApplication } from '../deployments/ask-cluster';
import { type LiveDiff, liveDiff } from '../diff/live';
import { closedForDeletion } from '../gates/closed-for-deletion';

export interface DeleteOptions extends LoadOptions, ConnectOptions {
  /** Name of the environment. */
  readonly environment: string;
  /** Name of the application. The workspace does not have to declare it any more. */
  readonly application: string;
  /** Delete claims too, with their data. @default false */
  readonly pruneData?: boolean | undefined;
  /** Why to delete although a gate is closed. The result repeats the reason. @default a closed gate stops the deletion */
  readonly override?: string | undefined;
  /** Called once before the first write; with `false` nothing is deleted. @default everything is deleted without asking */
  readonly confirm?: ((preview: DeletePreview) => Promise<boolean>) | undefined;
  /** Stops before the next change. @default it is not stopped */
  readonly signal?: AbortSignal | undefined;
  /** Called for each object that was deleted. @default nothing is called */
  readonly onEvent?: DeployEventHandler | undefined;
}

/** What would be deleted. Plain data; the content of Secrets is masked. */
export interface DeletePreview extends LiveDiff {
  readonly cluster: { readonly context: string; readonly server: string };
  /** Objects of the newest release that are outside of namespaces, or that nothing proves to be of the application. */
  readonly left: readonly ObjectRef[];
}

export interface DeleteResult {
  /** One outcome. Empty if `confirm` returned `false`. */
  readonly outcomes: readonly ApplyResult[];
  readonly left: readonly ObjectRef[];
  /** Why it was deleted although a gate was closed. Absent if none was closed. */
  readonly override?: string;
  /** Warnings that the API server sent. */
  readonly warnings: readonly Issue[];
}

/**
 * Deletes an application from an environment: `towpath delete`. It deletes the objects that belong to the application's
 * set, then the releases and the lease. Objects that hold data are kept unless `pruneData` is set. The gate `windows` stops
 * it as it stops a deploy.
 *
 * @throws TowpathError with everything that prevents it; then nothing was deleted
 */
export async function deleteApplication(options: DeleteOptions): Promise<DeleteResult> {
  checkOptions(options, ['environment', 'application']);
  const { application, confirm, signal = new AbortController().signal, onEvent } = options;
  if (application.includes('/')) throw isFlow(application);
  const { workspace, environment } = await knownEnvironment(options);
  const known = [...workspace.applications.map(({ id }) => id), ...(workspace.unloaded ?? [])];
  const isDeclared = known.includes(application);
  if (!isDeclared) assertNoFlow(application, workspace, environment);
  // The cluster may know an application that the files no longer declare. If it cannot be asked, the name is unknown.
  const asked = <T>(ask: () => T | Promise<T>) => (isDeclared ? ask() : orUndeclared(ask, application, known));
  const cluster = await asked(() => clusterOf(environment, options));
  return withServerWarnings(cluster, async () => {
    const desired = { ...emptiedIn(environment, application), workspace: workspace.name };
    const plan = await asked(() => planApplication(cluster, desired, { pruneData: options.pruneData }));
    if (!wasDeployed(desired, plan)) throw neverDeployed(application, environment.name, plan, known);
    const closed = closedForDeletion(environment, plan);
    assertApplicable([plan], options.override === undefined ? closed : []);
    await assertMayRemove(cluster, plan);
    const left = await leftObjects(cluster, plan);
    const { context, server } = cluster;
    const isMeant = !confirm || (await confirm({ cluster: { context, server }, ...liveDiff([plan]), left }));
    signal.throwIfAborted();
    if (!isMeant) return { outcomes: [], left, warnings: cluster.warnings() };
    const tell: Parameters<typeof removeApplication>[2]['onEvent'] = (event) => onEvent?.({ ...event, application });
    const outcome = await removeApplication(cluster, plan, { signal, onEvent: tell });
    const override = closed.length > 0 ? options.override : undefined;
    return { outcomes: [outcome], left, ...(override !== undefined && { override }), warnings: cluster.warnings() };
  });
}

/** The objects of the newest release that exist outside of the application's namespace and are not in the plan. */
async function leftObjects(cluster: Cluster, { state, instanceRef, prunes }: Plan): Promise<ObjectRef[]> {
  const [newest] = state.releases;
  if (!newest) return [];
  const objects = await translateFailures(readReleasedObjects(cluster, instanceRef, newest.revision)).catch((error) => {
    if (isInvalidRecord(error)) return [];
    throw error;
  });
  const planned = new Set(prunes.map(({ live }) => keyOf(refOf(live))));
  const outside = (objects ?? [])
    .map(({ manifest }) => refOf(manifest))
    .filter((ref) => ref.namespace !== instanceRef.namespace && !planned.has(keyOf(ref)));
  const found = await Promise.all(
    outside.map(async (ref) => {
      try {
        return (await cluster.get(ref)) ? [ref] : [];
      } catch (error) {
        // Many accounts may not read cluster-scoped kinds.
        if (isApiFailure(error, 403)) return [ref];
        throw error;
      }
    }),
  );
  return found.flat();
}

/** Refuses the name of a declared flow. Any other undeclared name may be an application that only the cluster knows. */
function assertNoFlow(name: string, workspace: Workspace, environment: Environment): void {
  const owners = declaredFlows(workspace, environment).known.filter(({ flows }) => flows.includes(name));
  if (owners.length > 0) throw isFlow(owners.map(({ application }) => `${application}/${name}`).join('` and `'));
}

/** Calls a function. If it fails, its error also warns that the workspace does not declare the application. */
async function orUndeclared<T>(ask: () => T | Promise<T>, name: string, known: readonly string[]): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    throw new TowpathError([undeclaredApplication(name, known), ...error.issues]);
  }
}

function isFlow(name: string): TowpathError {
  const hint = 'to delete one flow, set `enabled: false` for it in the environment file, and deploy';
  return issueError('invalid-name', `\`${name}\` is a flow, and only a whole application can be deleted`, { hint });
}

function neverDeployed(application: string, environment: string, plan: Plan, known: readonly string[]): TowpathError {
  const { instance, namespace } = plan.instanceRef;
  const [newest] = plan.state.releases;
  const message = newest
    ? `the releases of \`${instance}\` in the namespace \`${namespace}\` belong to ${newest.application} in ${newest.environment}, and not to \`${application}\` in \`${environment}\``
    : `towpath has not deployed \`${application}\` to \`${environment}\`: the namespace \`${namespace}\` has no release of it`;
  const hint = newest
    ? `check \`namespace\`, and \`instance\` of the application, in environments/${environment}.yaml`
    : suggest(application, known);
  return issueError('release-unknown', message, { hint });
}
