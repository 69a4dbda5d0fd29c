import type { Loss } from '../../losses';

const noObject = 'in Compose, a config becomes files and variables, which have no labels and no annotations';
const fromOutside = 'in Compose, secrets come from `.env` and from files, which have no labels and no annotations';

/** Properties of configs, secrets and shared volumes that Compose cannot express. */
export const partLosses: readonly Loss[] = [
  {
    property: 'configs.name',
    severity: 'warning',
    reason: 'in Compose, a config becomes files and variables, which are named after the flows that use it',
    when: (_, { isSaid }) => isSaid,
  },
  { property: 'configs.labels', severity: 'warning', reason: noObject },
  { property: 'configs.annotations', severity: 'warning', reason: noObject },
  {
    property: 'configs.binaryData.*',
    severity: 'error',
    reason: 'the files beside compose.yaml can contain only text',
  },
  { property: 'secrets.labels', severity: 'warning', reason: fromOutside },
  { property: 'secrets.annotations', severity: 'warning', reason: fromOutside },
  {
    property: 'secrets.empty',
    severity: 'warning',
    reason: 'Compose does not create empty secrets; it requires all values before it starts',
    when: (value) => value === true,
  },
  {
    property: 'sharedVolumes.annotations',
    severity: 'warning',
    reason: 'Docker volumes have labels, but no annotations',
  },
  { property: 'sharedVolumes.size', severity: 'warning', reason: 'Docker does not limit the size of a volume' },
  {
    property: 'sharedVolumes.storageClass',
    severity: 'warning',
    reason: 'Docker stores all volumes on the disk of the host',
  },
  {
    property: 'sharedVolumes.accessMode',
    severity: 'warning',
    reason: 'all containers on the host can mount a Docker volume',
  },
];
