import { compact, filled } from '../spec/compact';
import { hasOneWriter } from '../spec/disks';
import type { LastingSpec } from '../spec/flow-spec';

const types = { rolling: 'RollingUpdate', recreate: 'Recreate', onDelete: 'OnDelete' } as const;

/** What Deployment and StatefulSet say alike of an update. */
export function updateFields({ rollout = {} }: LastingSpec): object {
  const { minReadySeconds, revisionHistoryLimit } = rollout;
  return { minReadySeconds, revisionHistoryLimit };
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy */
export function updateStrategy(spec: LastingSpec): object | undefined {
  const { strategy, maxSurge, maxUnavailable, partition } = spec.rollout ?? {};
  const rollingUpdate = filled(compact({ maxSurge, maxUnavailable, partition }));
  // A rolled update would start the new pod while the old one still holds the disk, and wait for ever.
  const said = strategy ?? (rollingUpdate ? 'rolling' : hasOneWriter(spec) ? 'recreate' : undefined);
  return said && compact({ type: types[said], rollingUpdate });
}
