import type { Fields } from '../../src/equivalence';
import { judge } from './facts';
import { object } from './objects';

const job = (spec: Fields) => object('batch/v1 Job', { spec });

judge([
  [
    'the tries of an indexed Job',
    job({ backoffLimitPerIndex: 1 }),
    job({ backoffLimitPerIndex: 1, backoffLimit: 2147483647 }),
    job({ backoffLimitPerIndex: 1, backoffLimit: 6 }),
  ],
  ['the tries of a Job', job({}), job({ backoffLimit: 6 }), job({ backoffLimit: 0 })],
  ['its completions', job({}), job({ completions: 1, parallelism: 1 }), job({ parallelism: 1 })],
  [
    'its mode',
    job({}),
    job({ completionMode: 'NonIndexed', suspend: false, podReplacementPolicy: 'TerminatingOrFailed' }),
    job({ completionMode: 'Indexed' }),
  ],
  [
    'its labels',
    job({ template: { metadata: { labels: { a: 'b' } } } }),
    { ...job({ template: { metadata: { labels: { a: 'b' } } } }), metadata: { name: 'a', labels: { a: 'b' } } },
    job({ template: {} }),
  ],
  [
    'a CronJob',
    object('batch/v1 CronJob', { spec: {} }),
    object('batch/v1 CronJob', {
      spec: { concurrencyPolicy: 'Allow', failedJobsHistoryLimit: 1, successfulJobsHistoryLimit: 3, suspend: false },
    }),
    object('batch/v1 CronJob', { spec: { concurrencyPolicy: 'Forbid' } }),
  ],
]);
