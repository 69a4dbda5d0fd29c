import { change, type Fields, fieldsOf, withDefaults } from '../fields';
import { metadata } from '../metadata';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/v1/defaults.go `SetDefaults_Job` */
export function job(object: Fields): Fields {
  const { labels } = fieldsOf(fieldsOf(fieldsOf(object.spec).template).metadata);
  const labelled =
    labels === undefined ? object : { ...object, metadata: withDefaults(fieldsOf(object.metadata), { labels }) };
  return change(labelled, 'spec', (spec) =>
    withDefaults(spec, {
      ...('completions' in spec || 'parallelism' in spec ? {} : { completions: 1 }),
      backoffLimit: 'backoffLimitPerIndex' in spec ? 2 ** 31 - 1 : 6,
      completionMode: 'NonIndexed',
      manualSelector: false,
      parallelism: 1,
      podReplacementPolicy: 'podFailurePolicy' in spec ? 'Failed' : 'TerminatingOrFailed',
      suspend: false,
    }),
  );
}

/** `SetDefaults_CronJob`. Its template gets the defaults of a Job. */
export function cronJob(object: Fields): Fields {
  return change(object, 'spec', (spec) =>
    withDefaults(
      change(spec, 'jobTemplate', (template) => job(metadata(template))),
      { concurrencyPolicy: 'Allow', failedJobsHistoryLimit: 1, successfulJobsHistoryLimit: 3, suspend: false },
    ),
  );
}
