import { z } from 'zod';
import { portName, portNumber, wholeNumber } from '../formats';
import { byApplication, byBoth, type Group, group, type Properties } from '../property';

const hookProperties = {
  exec: byApplication(z.array(z.string()).min(1), 'A command to run in the container.'),
  http: byApplication(
    z.string().startsWith('/', 'a path such as /drain'),
    "A path to request on the container's port.",
  ),
  port: byApplication(
    z.union([portNumber, portName]),
    "The port to request. The default is the container's main port.",
  ),
  sleep: byBoth(wholeNumber(1, 3600), 'How long the action pauses, in seconds.'),
} satisfies Properties;

const hook = (when: string): Group =>
  group(`${when} Set exactly one of exec, http and sleep.`, hookProperties, { name: 'Hook', notByDefault: true });

export const lifecycle = {
  lifecycle: group(
    'Actions after the start and before the end of the container.',
    {
      postStart: hook('The action right after the container has started.'),
      preStop: hook(
        'The action before the container is told to stop. A pause here gives load balancers time to notice.',
      ),
    },
    { source: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/', name: 'Lifecycle' },
  ),
} satisfies Properties;

export const termination = {
  terminationGracePeriodSeconds: byBoth(
    wholeNumber(0, 86400),
    'The time in seconds that the pod has to stop, including hooks, before it is killed. Kubernetes uses 30 by default.',
    { source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination' },
  ),
} satisfies Properties;
