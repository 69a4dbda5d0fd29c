import { groupBy } from '../../../src/data/group-by';
import { admissionExamples } from './admission';
import { classExamples } from './classes';
import { definitionExamples } from './definitions';
import { type Example, typeOf } from './example';
import { networkExamples } from './network';
import { quotaExamples } from './quotas';
import { rightExamples } from './rights';
import { volumeExamples } from './volumes';
import { workloadExamples } from './workloads';

export type { Example };
export { typeOf };

/** Objects that an API server accepts, by kind. Together they have the fields that the server is asked about. */
export const examples: ReadonlyMap<string, readonly Example[]> = groupBy(
  [
    ...[...workloadExamples, ...networkExamples, ...rightExamples, ...classExamples],
    ...[...quotaExamples, ...volumeExamples, ...admissionExamples, ...definitionExamples],
  ],
  typeOf,
);
