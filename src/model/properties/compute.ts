import { z } from 'zod';
import { deviceCount, deviceName, quantity } from '../formats';
import { byBoth, group, type Properties } from '../property';

const amounts = (what: string): Properties => ({
  cpu: byBoth(quantity, `CPU ${what}, in cores: \`500m\` is half a core.`),
  memory: byBoth(quantity, `Memory ${what}, in bytes: \`256Mi\`.`),
  ephemeralStorage: byBoth(
    quantity,
    `Space on the disk of the node ${what}, in bytes. Logs, written files and empty volumes use it.`,
  ),
});

export const resources = {
  resources: group(
    'The CPU, memory and devices that a container requests and may use.',
    {
      requests: group('The amounts that are reserved on a node.', amounts('that is reserved')),
      limits: group(
        'The amounts that the container cannot exceed. A limit on CPU slows the process down, so leave it out unless you need it.',
        amounts('that the container may use'),
      ),
      extended: byBoth(
        z.record(deviceName, deviceCount.nullable()),
        'The number of devices such as GPUs, by their resource name on the node: `nvidia.com/gpu: 1`.',
        { source: 'https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/' },
      ),
    },
    { source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/', name: 'Resources' },
  ),
} satisfies Properties;
