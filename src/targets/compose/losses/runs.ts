import { disksOf } from '../../../model/disks';
import { isStateful } from '../../../model/flow-spec';
import type { Loss, LossPlace } from '../../losses';
import { replicasOf } from '../replicas';
import { flowAt } from './in-containers';

const isMany = (value: unknown) => value !== 1;
const once = 'Compose runs one container for each job';
const noClock = 'Compose has no scheduler';

/** Features of replicas, jobs and schedules that Compose lacks. */
export const runLosses: readonly Loss[] = [
  {
    property: 'replicas',
    severity: 'error',
    reason: 'the sidecars of all replicas would use the network of the first replica',
    when: (_, place) => replicasOf(flowAt(place)) > 1 && Object.keys(flowAt(place).sidecars ?? {}).length > 0,
  },
  {
    property: 'replicas',
    kinds: ['store'],
    severity: 'error',
    reason: 'all replicas would use the same disk, and each needs its own',
    when: (_, place) => replicasOf(flowAt(place)) > 1 && isStateful(flowAt(place)) && disksOf(flowAt(place)).length > 0,
  },
  {
    property: 'workload',
    severity: 'warning',
    reason: 'containers in Compose have no stable names',
    when: (value) => value === 'statefulSet',
  },
  {
    property: 'podManagement',
    severity: 'warning',
    reason: 'Compose starts all containers of a flow at the same time',
  },
  {
    property: 'restartPolicy',
    severity: 'warning',
    reason: 'Compose restarts the failed container instead of creating a new one',
    when: (value, place: LossPlace) => value === 'Never' && retries(place) !== 0,
  },
  {
    property: 'activeDeadlineSeconds',
    severity: 'warning',
    reason: 'Compose does not limit how long a container runs',
  },
  {
    property: 'ttlSecondsAfterFinished',
    severity: 'warning',
    reason: 'Compose keeps finished containers until `docker compose down`',
  },
  { property: 'parallelism', severity: 'warning', reason: once, when: isMany },
  { property: 'completions', severity: 'error', reason: once, when: isMany },
  { property: 'indexed', severity: 'error', reason: once, when: (value) => value === true },
  { property: 'backoffLimitPerIndex', severity: 'warning', reason: once },
  { property: 'maxFailedIndexes', severity: 'warning', reason: once },
  {
    property: 'podFailurePolicy',
    severity: 'warning',
    reason: 'a restart policy in Compose does not distinguish exit codes or pod conditions',
  },
  {
    property: 'schedule',
    severity: 'warning',
    reason: `${noClock}; start the flow with \`docker compose run --rm <flow>\``,
  },
  { property: 'timeZone', severity: 'warning', reason: noClock },
  { property: 'concurrency', severity: 'warning', reason: noClock },
  { property: 'suspend', severity: 'warning', reason: noClock, when: (value) => value === true },
  { property: 'startingDeadlineSeconds', severity: 'warning', reason: noClock },
  { property: 'successfulJobsHistoryLimit', severity: 'warning', reason: 'Compose keeps no history of finished runs' },
  { property: 'failedJobsHistoryLimit', severity: 'warning', reason: 'Compose keeps no history of finished runs' },
];

function retries(place: LossPlace): number | undefined {
  const spec = flowAt(place);
  return 'backoffLimit' in spec ? spec.backoffLimit : undefined;
}
