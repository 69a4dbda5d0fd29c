import { ownValue } from '../../data/merge';
import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { filled } from '../values';

const strategies: Readonly<Record<string, string>> = {
  RollingUpdate: 'rolling',
  Recreate: 'recreate',
  OnDelete: 'onDelete',
};

/** The properties of a Deployment or StatefulSet that are not those of its pods. */
export function readLongRunning(spec: Fields): Record<string, unknown> {
  const strategy = fieldsOf(spec.strategy ?? spec.updateStrategy);
  const { maxSurge, maxUnavailable, partition } = fieldsOf(strategy.rollingUpdate);
  const isPlain = strategy.type === 'RollingUpdate' && strategy.rollingUpdate !== undefined;
  return filled({
    replicas: spec.replicas,
    podManagement: spec.podManagementPolicy,
    rollout: filled({
      strategy: isPlain ? undefined : ownValue(strategies, String(strategy.type)),
      maxSurge,
      maxUnavailable,
      partition,
      minReadySeconds: spec.minReadySeconds,
      progressDeadlineSeconds: spec.progressDeadlineSeconds,
      revisionHistoryLimit: spec.revisionHistoryLimit,
    }),
  });
}

/** The properties of a Job that are not those of its pods. */
export function readJob(spec: Fields): Record<string, unknown> {
  const { restartPolicy } = fieldsOf(fieldsOf(spec.template).spec);
  return filled({
    restartPolicy: restartPolicy === 'Never' ? undefined : restartPolicy,
    backoffLimit: spec.backoffLimit,
    activeDeadlineSeconds: spec.activeDeadlineSeconds,
    ttlSecondsAfterFinished: spec.ttlSecondsAfterFinished,
    parallelism: spec.parallelism,
    completions: spec.completions,
    indexed: spec.completionMode === 'Indexed' ? true : undefined,
    backoffLimitPerIndex: spec.backoffLimitPerIndex,
    maxFailedIndexes: spec.maxFailedIndexes,
    podFailurePolicy: itemsOf(fieldsOf(spec.podFailurePolicy).rules).map(readRule),
  });
}

/** The properties of a CronJob that are not those of its Jobs. */
export function readSchedule(spec: Fields): Record<string, unknown> {
  const { concurrencyPolicy = 'Allow' } = spec;
  return filled({
    schedule: spec.schedule,
    timeZone: spec.timeZone,
    // The model forbids a second run unless the code says otherwise. Kubernetes allows it.
    concurrency: concurrencyPolicy === 'Forbid' ? undefined : concurrencyPolicy,
    suspend: spec.suspend,
    startingDeadlineSeconds: spec.startingDeadlineSeconds,
    successfulJobsHistoryLimit: spec.successfulJobsHistoryLimit,
    failedJobsHistoryLimit: spec.failedJobsHistoryLimit,
  });
}

function readRule({ action, onExitCodes, onPodConditions }: Fields): Fields {
  const { containerName, operator, values } = fieldsOf(onExitCodes);
  return filled({
    action,
    exitCodes: filled({ operator, values, container: containerName }),
    conditions: onPodConditions,
  });
}
