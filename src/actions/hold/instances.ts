import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import type { Issue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { instanceIn } from '../../environments/instance';
import type { Hold } from '../../holds/hold';
import type { ReleasedFlow } from '../../release/desired';
import { readHolds } from '../../release/store/hold-record';
import { type InstanceRef, instanceRefOf } from '../../release/store/instance';
import { readReleases } from '../../release/store/record';
import type { Workspace } from '../../workspace/workspace';
import { selectionOf } from '../deploy/selection';
import { declaredState } from '../rollback/declared';

/** An application of an environment, with what runs and what is held there. */
export interface HeldInstance {
  readonly application: string;
  readonly instanceRef: InstanceRef;
  /** The flows that run; if nothing was deployed, those that are declared. */
  readonly flows: Readonly<Record<string, ReleasedFlow>>;
  /** Whether the flows are those of a release. */
  readonly isDeployed: boolean;
  readonly holds: readonly Hold[];
  readonly issues: readonly Issue[];
  /** The names of the selected images. Absent for the whole application. */
  readonly images?: readonly string[];
}

/**
 * The applications of an environment that are named, all without names.
 * @throws TowpathError `unknown-flow` for a name that means nothing
 */
export async function heldInstances(
  cluster: Cluster,
  workspace: Workspace,
  environment: Environment,
  names: readonly string[] | undefined,
): Promise<HeldInstance[]> {
  const { applications, unloaded = [], environments } = workspace;
  const ids = [...applications.map(({ id }) => id), ...unloaded].sort();
  const all = await Promise.all(
    ids.map(async (application): Promise<HeldInstance> => {
      const instanceRef = instanceRefOf(instanceIn(environment, application), cluster);
      const [newest] = await translateFailures(readReleases(cluster, instanceRef));
      const { holds, issues } = await translateFailures(readHolds(cluster, instanceRef));
      const place = { application, environment: environment.name, ...instanceRef };
      const flows = newest?.flows ?? declaredState(workspace, environment, place).desired.flows;
      return { application, instanceRef, flows, isDeployed: newest !== undefined, holds, issues };
    }),
  );
  const known = all.map(({ application, flows }) => ({ application, flows: Object.keys(flows) }));
  const selection = selectionOf(known, names, `in \`${environment.name}\``, () => environments.map(({ name }) => name));
  return all
    .filter(({ application }) => selection.has(application))
    .map((one) => {
      const selected = selection.get(one.application);
      if (!selected) return one;
      const flows = Object.fromEntries(Object.entries(one.flows).filter(([flow]) => selected.includes(flow)));
      return { ...one, flows, images: Object.values(flows).flatMap(({ builds }) => builds ?? []) };
    });
}
