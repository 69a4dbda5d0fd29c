import { z } from 'zod';
import { absolutePath, wholeNumber } from '../formats';
import { application, type Properties } from '../property';

const id = wholeNumber(0, 2 ** 31 - 1);

export const process = {
  command: application(
    z.array(z.string()),
    "The program and its first arguments, in place of the image's entrypoint.",
    {
      source: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
    },
  ),
  args: application(z.array(z.string()), "Arguments, in place of the image's command."),
  workingDir: application(absolutePath, "Folder in which the process starts; the image's when it is not said."),
  user: application(
    id,
    'Numeric user id that the process runs as. Say it: a kubelet refuses an image whose user it cannot tell from root.',
    { source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/' },
  ),
  group: application(
    id,
    "Numeric group id of the process, and of its volumes. Volumes take the user's number when it is not said.",
  ),
} satisfies Properties;
