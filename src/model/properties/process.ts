import { z } from 'zod';
import { absolutePath, wholeNumber } from '../formats';
import { byApplication, type Properties } from '../property';

const id = wholeNumber(0, 2 ** 31 - 1);

export const process = {
  command: byApplication(
    z.array(z.string()),
    'The program and its first arguments. It replaces the entrypoint of the image.',
    {
      source: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
    },
  ),
  args: byApplication(z.array(z.string()), 'The arguments of the program. They replace the command of the image.'),
  workingDir: byApplication(absolutePath, 'The working directory of the process. The default is that of the image.'),
  user: byApplication(
    id,
    'The numeric id of the user that the process runs as. Set it, because a kubelet refuses to start an image unless it knows that the user is not root.',
    { source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/' },
  ),
  group: byApplication(
    id,
    'The numeric id of the group of the process and its volumes. The default for volumes is `user`.',
  ),
} satisfies Properties;
