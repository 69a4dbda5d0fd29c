import { z } from 'zod';
import { absolutePath, quantity } from '../formats';
import { application, both, deployment, group, type Properties } from '../property';

export const volume = {
  volume: group(
    'The disk that outlives the pod: one persistent volume claim.',
    {
      mountPath: application(absolutePath, 'Where the container finds it.', { required: true }),
      size: both(
        quantity,
        'How much is claimed: `1Gi`. A claim can grow where the storage class allows it, never shrink.',
        {
          required: true,
        },
      ),
      storageClass: deployment(
        z.string().min(1),
        "The cluster's storage class; the cluster's default when it is not said.",
      ),
      accessMode: application(
        z.enum(['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany', 'ReadOnlyMany']),
        'Who may mount it. With a claim of one writer the flow is replaced at an update, never rolled.',
      ),
    },
    { source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes' },
  ),
} satisfies Properties;
