import { z } from 'zod';
import { wholeNumber } from '../formats';
import { application, both, type Properties } from '../property';

export const store = {
  replicas: both(
    wholeNumber(0, 10000),
    'How many pods run; 1 when it is not said here. What is said for all flows does not count.',
    {
      notByDefault: true,
    },
  ),
  workload: application(
    z.enum(['deployment', 'statefulSet']),
    'Which kind of object keeps the pods. A StatefulSet gives each pod a name and a disk of its own.',
    { source: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/' },
  ),
  podManagement: application(
    z.enum(['OrderedReady', 'Parallel']),
    'Whether the pods of a StatefulSet start one after the other. Kubernetes: OrderedReady.',
  ),
} satisfies Properties;
