import { z } from 'zod';
import { wholeNumber } from '../formats';
import { application, group, type Properties } from '../property';

const capability = z.string().regex(/^[A-Z_]+$/, 'a capability such as NET_BIND_SERVICE');

export const containerSecurity = {
  readOnlyRoot: application(
    z.boolean(),
    "Make the container's root file system read-only. Mount `empty` volumes at the paths that the process writes to.",
  ),
  capabilities: group(
    'The Linux capabilities of the container.',
    {
      add: application(z.array(capability), 'Capabilities to add. `restricted` allows only NET_BIND_SERVICE.'),
      drop: application(z.array(capability), 'Capabilities to remove. `restricted` removes `ALL`.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted', name: 'Capabilities' },
  ),
  privileged: application(z.boolean(), 'Give the container all rights on the node. It needs `security: none`.'),
} satisfies Properties;

export const security = {
  security: application(
    z.enum(['restricted', 'baseline', 'none']),
    'The Pod Security Standard that the pods follow and are checked against: `restricted` or `baseline`. With `none`, only security settings that are set explicitly are written.',
    { source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/' },
  ),
  fsGroup: application(
    wholeNumber(0, 2 ** 31 - 1),
    'The group that owns the volumes. The default is `group` or, without it, `user`.',
  ),
  supplementalGroups: application(
    z.array(wholeNumber(0, 2 ** 31 - 1)),
    'Additional groups of all processes in the pod.',
  ),
  ...containerSecurity,
  serviceLinks: application(z.boolean(), 'Add environment variables for all Services of the namespace to the pods.'),
} satisfies Properties;
