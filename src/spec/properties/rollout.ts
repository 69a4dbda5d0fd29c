import { z } from 'zod';
import { countOrPercent, wholeNumber } from '../formats';
import { both, group, type Properties } from '../property';

export const rollout = {
  rollout: group(
    'How a new version takes the place of the old one.',
    {
      strategy: both(
        z.enum(['rolling', 'recreate', 'onDelete']),
        '`rolling`: pod by pod; `recreate`: all old pods go first; `onDelete`: each when somebody deletes it (StatefulSet). `recreate` for a Deployment with a disk of one writer, else `rolling`.',
      ),
      maxSurge: both(countOrPercent, 'Pods above the wanted number, in a rolling update. Kubernetes: 25%.'),
      maxUnavailable: both(countOrPercent, 'Pods below the wanted number, in a rolling update. Kubernetes: 25%.'),
      partition: both(wholeNumber(0, 10000), 'Pods with a lower number keep the old version (StatefulSet).'),
      minReadySeconds: both(
        wholeNumber(0, 86400),
        'Seconds that a new pod has to be ready before it counts. Kubernetes: 0.',
      ),
      progressDeadlineSeconds: both(
        wholeNumber(1, 86400),
        'Seconds without progress after which an update has failed (Deployment). Kubernetes: 600.',
      ),
      revisionHistoryLimit: both(wholeNumber(0, 1000), 'Old versions that the cluster remembers. Kubernetes: 10.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy', name: 'Rollout' },
  ),
} satisfies Properties;
