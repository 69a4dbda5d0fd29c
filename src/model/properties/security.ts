import { z } from 'zod';
import { wholeNumber } from '../formats';
import { byApplication, group, type Properties } from '../property';

const capability = z.string().regex(/^[A-Z_]+$/, 'a capability such as NET_BIND_SERVICE');

export const containerSecurity = {
  readOnlyRoot: byApplication(
    z.boolean(),
    "Make the container's root file system read-only. Mount `empty` volumes at the paths that the process writes to.",
  ),
  capabilities: group(
    'The Linux capabilities of the container.',
    {
      add: byApplication(z.array(capability), 'Capabilities to add. `restricted` allows only NET_BIND_SERVICE.'),
      drop: byApplication(z.array(capability), 'Capabilities to remove. `restricted` removes `ALL`.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted', name: 'Capabilities' },
  ),
  privileged: byApplication(z.boolean(), 'Give the container all rights on the node. It needs `security: none`.'),
} satisfies Properties;

export const security = {
  security: byApplication(
    z.enum(['restricted', 'baseline', 'none']),
    'The Pod Security Standard that the pods follow and are checked against: `restricted` or `baseline`. With `none`, only security settings that are set explicitly are written.',
    { source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/' },
  ),
  fsGroup: byApplication(
    wholeNumber(0, 2 ** 31 - 1),
    'The group that owns the volumes. The default is `group` or, without it, `user`.',
  ),
  supplementalGroups: byApplication(
    z.array(wholeNumber(0, 2 ** 31 - 1)),
    'Additional groups of all processes in the pod.',
  ),
  ...containerSecurity,
  serviceLinks: byApplication(z.boolean(), 'Add environment variables for all Services of the namespace to the pods.'),
} satisfies Properties;
