import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { type Issue, warningIssue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { YamlEdit } from '../../environments/yaml/yaml-edit';
import type { Hold } from '../../holds/hold';
import { keepHold } from '../../release/store/hold-record';
import type { InstanceRef } from '../../release/store/instance';
import { editEnvironment, type PinChange } from '../pin/edited-files';

/** Holds of one application, and the place of its records. */
export interface InstanceHolds {
  readonly instanceRef: InstanceRef;
  readonly holds: readonly Hold[];
}

/** Writes holds into the records of the cluster. */
export async function recordHolds(
  cluster: Cluster,
  { name }: Environment,
  found: readonly InstanceHolds[],
): Promise<void> {
  for (const { instanceRef, holds } of found)
    for (const hold of holds) await translateFailures(keepHold(cluster, instanceRef, name, hold));
}

/**
 * Writes holds into the environment file. If that fails, it returns a warning, because the cluster's record counts.
 */
export async function declareHolds(
  root: string,
  environment: Environment,
  holds: readonly Hold[],
): Promise<{ readonly changes: readonly PinChange[]; readonly warnings: readonly Issue[] }> {
  if (holds.length === 0) return { changes: [], warnings: [] };
  try {
    return { changes: await editEnvironment(root, environment, holdEdits(holds), 'hold'), warnings: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    const message = `the holds could not be written into the files of \`${environment.name}\`: ${reason}`;
    const hint =
      'the cluster has the holds; fix the cause, and run `towpath hold` with the same version and reason again';
    return { changes: [], warnings: [warningIssue('hold-not-written', message, { hint })] };
  }
}

/** The path of a hold in an environment. */
export function holdPath({ application, image, version }: Hold): string[] {
  return ['apps', application, 'holds', image, version];
}

/** The edits that write holds into the files of an environment. */
export function holdEdits(holds: readonly Hold[]): YamlEdit[] {
  return holds.flatMap((hold) =>
    (['why', 'by', 'at'] as const).map((key) => ({ path: [...holdPath(hold), key], value: hold[key] })),
  );
}
