import { job } from '../objects';
import type { Subject } from '../subject';

/** The numbers of a job. */
export const jobs: readonly Subject[] = [
  {
    ...{ name: 'job-counts', kind: 'job' },
    flow: ({ indexed, ...counts }: { indexed?: boolean }) => ({
      ...(indexed && { indexed }),
      ...counts,
    }),
    object: ({ indexed, ...counts }: { indexed?: boolean }) =>
      job({ ...counts, ...(indexed && { completionMode: 'Indexed' }) }),
    seeds: jobCounts(),
  },
];

function jobCounts(): object[] {
  const numbers = [-1, 0, 1, 2, 100_000, 100_001, 2 ** 31 - 1, 2 ** 31, 0.5];
  const plain = ['backoffLimit', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished', 'parallelism', 'completions'];
  const perIndex = ['backoffLimitPerIndex', 'maxFailedIndexes'];
  const few = [0, 1, 10, 11, 100_000, 100_001, 1_000_000, 2 ** 31 - 1];
  return [
    ...plain.flatMap((name) => numbers.map((value) => ({ [name]: value }))),
    ...few.flatMap((completions) => few.map((parallelism) => ({ indexed: true, completions, parallelism }))),
    ...perIndex.flatMap((name) =>
      numbers.flatMap((value) => [{ [name]: value }, { indexed: true, completions: 10, [name]: value }]),
    ),
    ...few.flatMap((completions) =>
      few.map((maxFailedIndexes) => ({
        ...{ indexed: true, completions, parallelism: 10, backoffLimitPerIndex: 1 },
        maxFailedIndexes,
      })),
    ),
  ];
}
