import { quantity, wholeNumber } from '../formats';
import { both, group, type Properties } from '../property';

const amounts = (what: string): Properties => ({
  cpu: both(quantity, `CPU ${what}, in cores: \`500m\` is half a core.`),
  memory: both(quantity, `Memory ${what}, in bytes: \`256Mi\`.`),
});

export const scale = {
  replicas: both(wholeNumber(0, 10000), 'How many pods run. `null` leaves the number to the cluster.'),
} satisfies Properties;

export const resources = {
  resources: group(
    'What a pod asks for and may use.',
    {
      requests: group('What is reserved on a node.', amounts('that is reserved')),
      limits: group(
        'What may not be exceeded. A limit on CPU throttles; leave it out unless you need it.',
        amounts('at most'),
      ),
    },
    { source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/' },
  ),
} satisfies Properties;
