import type { Fields } from '../../src/equivalence';
import { judge } from './facts';
import { container, pod } from './objects';

const volume = (source: Fields) => pod({ volumes: [{ name: 'a', ...source }] });

judge([
  [
    'how a pod ends',
    pod({}),
    pod({ terminationGracePeriodSeconds: 30, restartPolicy: 'Always' }),
    pod({ terminationGracePeriodSeconds: 60 }),
  ],
  [
    'where it runs',
    pod({}),
    pod({ dnsPolicy: 'ClusterFirst', schedulerName: 'default-scheduler', hostNetwork: false }),
    pod({ hostNetwork: true }),
  ],
  ['what it may', pod({}), pod({ securityContext: {}, enableServiceLinks: true }), pod({ enableServiceLinks: false })],
  ['its account', pod({ serviceAccountName: 'a' }), pod({ serviceAccount: 'a' }), pod({})],
  [
    'its ports on the node',
    {
      ...container({ ports: [{ containerPort: 1 }] }),
      spec: { hostNetwork: true, containers: [{ name: 'a', ports: [{ containerPort: 1 }] }] },
    },
    {
      ...pod({}),
      spec: { hostNetwork: true, containers: [{ name: 'a', ports: [{ containerPort: 1, hostPort: 1 }] }] },
    },
    pod({ hostNetwork: true, containers: [{ name: 'a', ports: [{ containerPort: 1, hostPort: 2 }] }] }),
  ],
  ['a volume', volume({}), volume({ emptyDir: {} }), volume({ emptyDir: { medium: 'Memory' } })],
  [
    'the size of a volume',
    volume({ emptyDir: { sizeLimit: '1Gi' } }),
    volume({ emptyDir: { sizeLimit: '1024Mi' } }),
    volume({ emptyDir: {} }),
  ],
  [
    'the mode of a volume',
    volume({ secret: { secretName: 'a' } }),
    volume({ secret: { secretName: 'a', defaultMode: 420 } }),
    volume({ secret: { secretName: 'a', defaultMode: 256 } }),
  ],
  [
    'a token in a volume',
    volume({ projected: { sources: [{ serviceAccountToken: { path: 'a' } }] } }),
    volume({
      projected: { defaultMode: 420, sources: [{ serviceAccountToken: { path: 'a', expirationSeconds: 3600 } }] },
    }),
    volume({ projected: { sources: [] } }),
  ],
  [
    'a volume of no sources',
    volume({ projected: { sources: [] } }),
    volume({ projected: { defaultMode: 420 } }),
    volume({ projected: { defaultMode: 256 } }),
  ],
]);
