import { z } from 'zod';
import { countOrAnyPercent, countOrPercent, wholeNumber } from '../formats';
import { byBoth, group, type Properties } from '../property';

export const rollout = {
  rollout: group(
    'How a new version replaces the old one.',
    {
      strategy: byBoth(
        z.enum(['rolling', 'recreate', 'onDelete']),
        '`rolling` replaces pod by pod. `recreate` stops all old pods first (Deployment). `onDelete` replaces a pod when somebody deletes it (StatefulSet). The default is `recreate` for a Deployment whose disk only one node can mount, else `rolling`.',
      ),
      maxSurge: byBoth(
        countOrAnyPercent,
        'The number or share of pods that a rolling update may add to the wanted number (Deployment). Kubernetes uses 25% by default.',
      ),
      maxUnavailable: byBoth(
        countOrPercent,
        'The number or share of pods that may be missing from the wanted number during a rolling update. Kubernetes uses 25% by default for a Deployment.',
      ),
      partition: byBoth(wholeNumber(0, 10000), 'Pods with a number below this one keep the old version (StatefulSet).'),
      minReadySeconds: byBoth(
        wholeNumber(0, 86400),
        'The time in seconds that a new pod must be ready before it counts as available. Kubernetes uses 0 by default.',
      ),
      progressDeadlineSeconds: byBoth(
        wholeNumber(1, 86400),
        'The time in seconds without progress after which an update fails (Deployment). Kubernetes uses 600 by default.',
      ),
      revisionHistoryLimit: byBoth(
        wholeNumber(0, 1000),
        'The number of old versions that the cluster keeps. Kubernetes uses 10 by default.',
      ),
    },
    { source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy', name: 'Rollout' },
  ),
} satisfies Properties;
