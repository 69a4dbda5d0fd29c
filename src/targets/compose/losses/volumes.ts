import type { Projection } from '../../../model/variable';
import type { Loss, LossPlace } from '../../losses';
import { contextOf } from '../context';
import { sourceFiles } from '../files';
import { isShared } from '../volumes';
import { flowAt, holderAt } from './in-containers';

const noLimit = 'Docker does not limit the size of a volume';
const hostMode = 'Compose mounts files with the permissions that they have on the host';

const diskLosses = (property: string): Loss[] => [
  { property: `${property}.size`, severity: 'warning', reason: noLimit },
  {
    property: `${property}.storageClass`,
    severity: 'warning',
    reason: 'Docker stores all volumes on the disk of the host',
  },
  {
    property: `${property}.accessMode`,
    severity: 'warning',
    reason: 'all containers on the host can mount a Docker volume',
  },
];

/** Whether an empty volume is mounted several times, so that it becomes a Docker volume. */
const isKept = (_: unknown, place: LossPlace) => isShared(flowAt(place), String(place.path[1]));

/** Features of volumes that Docker lacks. */
export const volumeLosses: readonly Loss[] = [
  ...diskLosses('volume'),
  ...diskLosses('volumes.*'),
  {
    property: 'volumes.*.empty',
    severity: 'warning',
    reason:
      'several containers mount the folder, so it becomes a volume that stays until `docker compose down --volumes`',
    when: isKept,
  },
  { property: 'volumes.*.sizeLimit', severity: 'warning', reason: noLimit, when: isKept },
  { property: 'volumes.*.mode', severity: 'warning', reason: hostMode },
  {
    property: 'volumes.*.optional',
    severity: 'warning',
    reason: 'Compose requires every file that `items` lists',
    when: (value, place) => value === true && holderAt(place).items !== undefined,
  },
  {
    property: 'volumes.*.projected.*',
    severity: 'error',
    reason: 'Compose can combine only content that is known during synthesis, such as configs of the application',
    when: (value, place) => sourceFiles(contextOf(place.model), flowAt(place), value as Projection) === undefined,
  },
];
