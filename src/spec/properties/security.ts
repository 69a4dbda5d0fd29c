import { z } from 'zod';
import { wholeNumber } from '../formats';
import { application, group, type Properties } from '../property';

const capability = z.string().regex(/^[A-Z_]+$/, 'a capability such as NET_BIND_SERVICE');

export const containerSecurity = {
  readOnlyRoot: application(
    z.boolean(),
    "Whether the container's own file system may only be read; give it `empty` volumes for what it writes.",
  ),
  capabilities: group(
    'Rights of root, one by one.',
    {
      add: application(z.array(capability), 'Given in addition; `restricted` allows NET_BIND_SERVICE alone.'),
      drop: application(z.array(capability), 'Taken away. `restricted` takes `ALL`.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted', name: 'Capabilities' },
  ),
  privileged: application(z.boolean(), 'Whether the container is root on the node; needs `security: none`.'),
} satisfies Properties;

export const security = {
  security: application(
    z.enum(['restricted', 'baseline', 'none']),
    'The Pod Security Standard that the pods are written for and held to: `restricted`, `baseline`, or `none` to write no security context but what is said.',
    { source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/' },
  ),
  fsGroup: application(
    wholeNumber(0, 2 ** 31 - 1),
    'Group that owns the volumes; `group` or `user` when it is not said.',
  ),
  supplementalGroups: application(z.array(wholeNumber(0, 2 ** 31 - 1)), 'Further groups of every process of the pod.'),
  ...containerSecurity,
  serviceLinks: application(
    z.boolean(),
    'Whether pods get an environment variable for every Service of the namespace.',
  ),
} satisfies Properties;
