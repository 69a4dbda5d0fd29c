import { z } from 'zod';
import { envName, wholeNumber } from '../formats';
import { application, both, type Properties } from '../property';
import { isToken, type Token } from '../reference';

const envValue = z.union([z.string(), z.custom<Token>(isToken)], {
  error: 'text (quote numbers in code), a reference such as db.host, or text`…`',
});

export const process = {
  command: application(
    z.array(z.string()),
    "The program and its first arguments, in place of the image's entrypoint.",
    {
      source: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
    },
  ),
  args: application(z.array(z.string()), "Arguments, in place of the image's command."),
  user: application(
    wholeNumber(0, 2 ** 31 - 1),
    'Numeric user id that the process runs as. Say it: a kubelet refuses an image whose user it cannot tell from root.',
    { source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/' },
  ),
  group: application(
    wholeNumber(0, 2 ** 31 - 1),
    "Numeric group id of the process, and of its volumes. Volumes take the user's number when it is not said.",
  ),
  env: both(
    z.record(envName, envValue.nullable()),
    'Environment variables by name. Code may give references (`db.host`, text`…`); an environment gives text, read as it is written.',
    { codeType: 'Readonly<Record<string, string | Token | null>>' },
  ),
} satisfies Properties;
