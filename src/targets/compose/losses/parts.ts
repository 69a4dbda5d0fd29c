import type { Loss } from '../../losses';

const noObject = 'Compose writes its content as files and variables, which have none.';
const fromOutside = 'the values of secrets come from `.env` and from files, which have none.';

/** Properties of configs, secrets and shared volumes that Compose cannot express. */
export const partLosses: readonly Loss[] = [
  {
    property: 'configs.name',
    severity: 'warning',
    reason: 'Compose writes its content as files and variables, which are called by the flows that use them.',
    when: (_, { isSaid }) => isSaid,
  },
  { property: 'configs.labels', severity: 'warning', reason: noObject },
  { property: 'configs.annotations', severity: 'warning', reason: noObject },
  { property: 'configs.binaryData.*', severity: 'error', reason: 'files beside compose.yaml hold text only.' },
  { property: 'secrets.labels', severity: 'warning', reason: fromOutside },
  { property: 'secrets.annotations', severity: 'warning', reason: fromOutside },
  {
    property: 'secrets.empty',
    severity: 'warning',
    reason: 'Compose makes no empty secret, and asks for the values before it starts.',
    when: (value) => value === true,
  },
  { property: 'sharedVolumes.annotations', severity: 'warning', reason: 'volumes of Docker have labels only.' },
  { property: 'sharedVolumes.size', severity: 'warning', reason: 'Docker does not limit the size of a volume.' },
  {
    property: 'sharedVolumes.storageClass',
    severity: 'warning',
    reason: 'Docker keeps volumes on the disk of the host.',
  },
  {
    property: 'sharedVolumes.accessMode',
    severity: 'warning',
    reason: 'every container of the host may mount a volume.',
  },
];
