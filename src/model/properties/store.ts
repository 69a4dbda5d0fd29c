import { z } from 'zod';
import { wholeNumber } from '../formats';
import { byApplication, byBoth, type Properties } from '../property';

export const store = {
  replicas: byBoth(
    wholeNumber(0, 10000),
    'The number of pods. The default is 1. Values for all flows (`shared`, `defaults`) do not apply.',
    {
      notByDefault: true,
    },
  ),
  workload: byApplication(
    z.enum(['deployment', 'statefulSet']),
    'The kind of object that manages the pods. A StatefulSet gives each pod a name and a disk of its own.',
    { source: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/' },
  ),
  podManagement: byApplication(
    z.enum(['OrderedReady', 'Parallel']),
    '`OrderedReady` starts the pods of a StatefulSet one after the other, and `Parallel` all at once. Kubernetes uses OrderedReady by default.',
  ),
} satisfies Properties;
