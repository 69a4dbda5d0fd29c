import { z } from 'zod';
import { portName, portNumber, wholeNumber } from '../formats';
import { application, both, type Group, group, type Properties } from '../property';

const hookProperties = {
  exec: application(z.array(z.string()).min(1), 'A command in the container.'),
  http: application(z.string().startsWith('/', 'a path such as /drain'), "A path on the container's port."),
  port: application(z.union([portNumber, portName]), "Another port than the container's main one."),
  sleep: both(wholeNumber(1, 3600), 'Seconds to wait.'),
} satisfies Properties;

const hook = (when: string): Group =>
  group(`${when} Exactly one of exec, http and sleep.`, hookProperties, { name: 'Hook', notByDefault: true });

export const lifecycle = {
  lifecycle: group(
    'What happens around the start and the end of the container.',
    {
      postStart: hook('Right after the start.'),
      preStop: hook('Before it is asked to stop: time for load balancers to notice.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/', name: 'Lifecycle' },
  ),
} satisfies Properties;

export const termination = {
  terminationGracePeriodSeconds: both(
    wholeNumber(0, 86400),
    'Seconds that the pod has to stop in before it is killed, hooks included. Kubernetes: 30.',
    { source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination' },
  ),
} satisfies Properties;
