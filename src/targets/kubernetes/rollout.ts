import type { DeploymentStrategy } from 'kubernetes-types/apps/v1';
import { unlessEmpty, withoutUndefined } from '../../model/compact';
import { hasOneWriter } from '../../model/disks';
import type { LongRunningSpec } from '../../model/flow-spec';
import type { Fields } from './fields';

const types = { rolling: 'RollingUpdate', recreate: 'Recreate', onDelete: 'OnDelete' } as const;

/** The fields of an update that a Deployment and a StatefulSet have in common. */
export function updateFields({ rollout = {} }: LongRunningSpec): {
  minReadySeconds: number | undefined;
  revisionHistoryLimit: number | undefined;
} {
  const { minReadySeconds, revisionHistoryLimit } = rollout;
  return { minReadySeconds, revisionHistoryLimit };
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy */
export function updateStrategy(spec: LongRunningSpec): Fields<DeploymentStrategy> | undefined {
  const { strategy, maxSurge, maxUnavailable, partition } = spec.rollout ?? {};
  const rollingUpdate = unlessEmpty(withoutUndefined({ maxSurge, maxUnavailable, partition }));
  // A rolling update would start the new pod while the old one still holds the disk, and would wait for ever.
  const strategyName = strategy ?? (rollingUpdate ? 'rolling' : hasOneWriter(spec) ? 'recreate' : undefined);
  return strategyName && withoutUndefined({ type: types[strategyName], rollingUpdate });
}
