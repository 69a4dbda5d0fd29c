import type {
  CronJob,
  CronJobSpec,
  Job,
  JobSpec as JobFields,
  JobTemplateSpec,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyRule,
} from 'kubernetes-types/batch/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { unlessEmpty } from '../../model/compact';
import type { JobSpec, ScheduleSpec } from '../../model/flow-spec';
import { labelsOfObject, templateName } from '../../model/naming';
import { type Fields, fields, manifest } from './fields';
import type { FlowContext } from './flow-context';
import type { Manifest } from './manifest';
import { metadata } from './metadata';
import { podTemplate } from './pod';

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/job/ */
export function job(context: FlowContext, spec: JobSpec): Manifest {
  return manifest<Job>({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadata(context, spec, 'job'),
    spec: jobSpec(context, spec),
  });
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ */
export function cronJob(context: FlowContext, spec: ScheduleSpec): Manifest {
  const described = metadata(context, spec, 'cronJob');
  return manifest<CronJob>({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: described,
    spec: fields<CronJobSpec>({
      schedule: spec.schedule,
      timeZone: spec.timeZone,
      concurrencyPolicy: spec.concurrency,
      suspend: spec.suspend,
      startingDeadlineSeconds: spec.startingDeadlineSeconds,
      successfulJobsHistoryLimit: spec.successfulJobsHistoryLimit,
      failedJobsHistoryLimit: spec.failedJobsHistoryLimit,
      jobTemplate: fields<JobTemplateSpec>({
        metadata: jobTemplateMetadata(context, spec, described),
        spec: jobSpec(context, spec),
      }),
    }),
  });
}

/**
 * The name, labels and annotations of the Jobs that a CronJob creates. Jobs for which the flow sets no labels have the
 * labels of the CronJob.
 */
function jobTemplateMetadata(
  context: FlowContext,
  { flow }: ScheduleSpec,
  { labels, annotations }: Manifest['metadata'],
): Fields<ObjectMeta> | undefined {
  return unlessEmpty(
    fields<ObjectMeta>({
      name: templateName(context, flow, 'jobTemplate'),
      labels: unlessEmpty(labelsOfObject(context, flow, 'jobTemplate') ?? labels),
      annotations,
    }),
  );
}

function jobSpec(context: FlowContext, spec: JobSpec | ScheduleSpec): Fields<JobFields> {
  return fields<JobFields>({
    backoffLimit: spec.backoffLimit,
    activeDeadlineSeconds: spec.activeDeadlineSeconds,
    ttlSecondsAfterFinished: spec.ttlSecondsAfterFinished,
    parallelism: spec.parallelism,
    completions: spec.completions,
    completionMode: spec.indexed ? 'Indexed' : undefined,
    backoffLimitPerIndex: spec.backoffLimitPerIndex,
    maxFailedIndexes: spec.maxFailedIndexes,
    podFailurePolicy: spec.podFailurePolicy && { rules: spec.podFailurePolicy.map(failureRule) },
    template: podTemplate(context, spec),
  });
}

type FailureRule = NonNullable<JobSpec['podFailurePolicy']>[number];

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy */
function failureRule({ action, exitCodes, conditions }: FailureRule): Fields<PodFailurePolicyRule> {
  return fields<PodFailurePolicyRule>({
    action,
    onExitCodes:
      exitCodes &&
      fields<PodFailurePolicyOnExitCodesRequirement>({
        containerName: exitCodes.container,
        operator: exitCodes.operator,
        values: exitCodes.values,
      }),
    onPodConditions: conditions?.map(({ type, status = 'True' }) => ({ type, status })),
  });
}
