import { z } from 'zod';
import { labelKey, quantity } from '../formats';
import { both, group, type Properties } from '../property';

const amounts = (what: string): Properties => ({
  cpu: both(quantity, `CPU ${what}, in cores: \`500m\` is half a core.`),
  memory: both(quantity, `Memory ${what}, in bytes: \`256Mi\`.`),
  ephemeralStorage: both(quantity, `Disk of the node ${what}, in bytes: logs, written files, empty volumes.`),
});

export const resources = {
  resources: group(
    'What a container asks for and may use.',
    {
      requests: group('What is reserved on a node.', amounts('that is reserved')),
      limits: group(
        'What may not be exceeded. A limit on CPU throttles; leave it out unless you need it.',
        amounts('at most'),
      ),
      extended: both(
        z.record(labelKey, quantity.nullable()),
        'Devices such as GPUs, by the name that the node offers them under: `nvidia.com/gpu: 1`.',
        { source: 'https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/' },
      ),
    },
    { source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/', name: 'Resources' },
  ),
} satisfies Properties;
