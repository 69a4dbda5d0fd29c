import { disksOf } from '../../../model/disks';
import { isStateful } from '../../../model/flow-spec';
import type { Loss, LossPlace } from '../../losses';
import { replicasOf } from '../replicas';
import { flowAt } from './in-containers';

const isMany = (value: unknown) => value !== 1;
const once = 'Compose runs one container of a job.';
const noClock = 'Compose starts nothing by the clock.';

/** Features of replicas, jobs and schedules that Compose lacks. */
export const runLosses: readonly Loss[] = [
  {
    property: 'replicas',
    severity: 'error',
    reason: 'its sidecars would all use the network of the first container.',
    when: (_, place) => replicasOf(flowAt(place)) > 1 && Object.keys(flowAt(place).sidecars ?? {}).length > 0,
  },
  {
    property: 'replicas',
    kinds: ['store'],
    severity: 'error',
    reason: 'its containers would share the disk that each of them should have for itself.',
    when: (_, place) => replicasOf(flowAt(place)) > 1 && isStateful(flowAt(place)) && disksOf(flowAt(place)).length > 0,
  },
  {
    property: 'workload',
    severity: 'warning',
    reason: 'the containers of a flow have no names of their own.',
    when: (value) => value === 'statefulSet',
  },
  { property: 'podManagement', severity: 'warning', reason: 'Compose starts the containers of a flow together.' },
  {
    property: 'restartPolicy',
    severity: 'warning',
    reason: 'Compose starts the same container again when a job failed.',
    when: (value, place: LossPlace) => value === 'Never' && retries(place) !== 0,
  },
  { property: 'activeDeadlineSeconds', severity: 'warning', reason: 'Compose stops no container by its age.' },
  { property: 'ttlSecondsAfterFinished', severity: 'warning', reason: '`docker compose down` removes what is done.' },
  { property: 'parallelism', severity: 'warning', reason: once, when: isMany },
  { property: 'completions', severity: 'error', reason: once, when: isMany },
  { property: 'indexed', severity: 'error', reason: once, when: (value) => value === true },
  { property: 'backoffLimitPerIndex', severity: 'warning', reason: once },
  { property: 'maxFailedIndexes', severity: 'warning', reason: once },
  { property: 'podFailurePolicy', severity: 'warning', reason: 'Compose tells failures from success only.' },
  {
    property: 'schedule',
    severity: 'warning',
    reason: `${noClock} Run it by hand: \`docker compose run --rm <flow>\`.`,
  },
  { property: 'timeZone', severity: 'warning', reason: noClock },
  { property: 'concurrency', severity: 'warning', reason: noClock },
  { property: 'suspend', severity: 'warning', reason: noClock, when: (value) => value === true },
  { property: 'startingDeadlineSeconds', severity: 'warning', reason: noClock },
  { property: 'successfulJobsHistoryLimit', severity: 'warning', reason: 'Compose keeps no history of runs.' },
  { property: 'failedJobsHistoryLimit', severity: 'warning', reason: 'Compose keeps no history of runs.' },
];

function retries(place: LossPlace): number | undefined {
  const spec = flowAt(place);
  return 'backoffLimit' in spec ? spec.backoffLimit : undefined;
}
