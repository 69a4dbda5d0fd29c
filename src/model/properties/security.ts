import { z } from 'zod';
import { relativePath, wholeNumber } from '../formats';
import { byApplication, group, type Properties } from '../property';

const capability = z.string().regex(/^[A-Z_]+$/, 'a capability such as NET_BIND_SERVICE');

const id = wholeNumber(0, 2 ** 31 - 1);

const userChecks = {
  nonRoot: byApplication(
    z.boolean(),
    'Refuse to start a process as root. `restricted` does. With `true`, the image or `user` has to set a numeric user.',
  ),
  seccompProfile: byApplication(
    z.union([z.enum(['RuntimeDefault', 'Unconfined']), z.strictObject({ localhost: relativePath })], {
      error: '`RuntimeDefault`, `Unconfined`, or `{ localhost: FILE }` for a profile on the nodes',
    }),
    'The system calls that processes can use. `RuntimeDefault`, which `restricted` and `baseline` set, is the filter of the container runtime; `Unconfined` is no filter.',
    { source: 'https://kubernetes.io/docs/tutorials/security/seccomp/' },
  ),
} satisfies Properties;

export const containerSecurity = {
  ...userChecks,
  allowPrivilegeEscalation: byApplication(
    z.boolean(),
    'Let processes get more rights than the process that started them, for example by setuid programs. `restricted` sets `false`.',
    { source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/' },
  ),
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
    z.union([id, z.literal(false)], { error: 'the numeric id of a group, or `false` for none' }),
    'The group that owns the volumes. The default is `group` or, without it, `user`. `false` sets none.',
  ),
  supplementalGroups: byApplication(z.array(id), 'Additional groups of all processes in the pod.'),
  podSecurity: group(
    'Settings of the pod, which hold for every container that does not set its own, including containers that others inject. Towpath otherwise writes them for each container.',
    {
      user: byApplication(id, 'The numeric id of the user that processes run as.'),
      group: byApplication(id, 'The numeric id of the group of processes.'),
      ...userChecks,
      fsGroupChangePolicy: byApplication(
        z.enum(['OnRootMismatch', 'Always']),
        'When the kubelet gives the files of volumes to `fsGroup`: only if the folder of the volume has another group, or at each start. The default is OnRootMismatch. `Always` is the default of Kubernetes and is not written.',
      ),
    },
    { source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/', name: 'PodSecurity' },
  ),
  ...containerSecurity,
  serviceLinks: byApplication(z.boolean(), 'Add environment variables for all Services of the namespace to the pods.'),
} satisfies Properties;
