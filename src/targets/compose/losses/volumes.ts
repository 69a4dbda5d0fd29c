import type { Projection } from '../../../model/variable';
import type { Loss, LossPlace } from '../../losses';
import { contextOf } from '../context';
import { sourceFiles } from '../files';
import { isShared } from '../volumes';
import { flowAt, holderAt } from './in-containers';

const noLimit = 'Docker does not limit the size of a volume.';
const hostMode = 'a container of Compose sees the permissions that files have on the host.';

const diskLosses = (property: string): Loss[] => [
  { property: `${property}.size`, severity: 'warning', reason: noLimit },
  {
    property: `${property}.storageClass`,
    severity: 'warning',
    reason: 'Docker keeps volumes on the disk of the host.',
  },
  {
    property: `${property}.accessMode`,
    severity: 'warning',
    reason: 'every container of the host may mount a volume.',
  },
];

/** Whether an empty volume is mounted several times, and so becomes a volume of Docker's. */
const isKept = (_: unknown, place: LossPlace) => isShared(flowAt(place), String(place.path[1]));

/** Features of volumes that Docker lacks. */
export const volumeLosses: readonly Loss[] = [
  ...diskLosses('volume'),
  ...diskLosses('volumes.*'),
  {
    property: 'volumes.*.empty',
    severity: 'warning',
    reason: 'several containers share the folder, which stays until `docker compose down --volumes`.',
    when: isKept,
  },
  { property: 'volumes.*.sizeLimit', severity: 'warning', reason: noLimit, when: isKept },
  { property: 'volumes.*.mode', severity: 'warning', reason: hostMode },
  {
    property: 'volumes.*.optional',
    severity: 'warning',
    reason: 'files that are named one by one have to be there.',
    when: (value, place) => value === true && holderAt(place).items !== undefined,
  },
  {
    property: 'volumes.*.projected.*',
    severity: 'error',
    reason: 'Compose can put together only what is known when the file is written: the configs of the application.',
    when: (value, place) => sourceFiles(contextOf(place.model), flowAt(place), value as Projection) === undefined,
  },
];
