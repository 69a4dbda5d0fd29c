import { z } from 'zod';
import { dnsLabel } from '../formats';
import { byApplication, type Properties } from '../property';

export const order = {
  listOrder: byApplication(
    z.enum(['declared', 'name']),
    'The order of environment variables and of the metrics of an autoscaler. `declared` keeps the order of the code, followed by those that only an environment sets. `name` sorts them by name, and is the default in the set 2026-12. With both, a variable comes after those that it uses as `$(NAME)`.',
  ),
  containerOrder: byApplication(
    z.array(dnsLabel),
    'Names of containers, including init containers and sidecars, in the order in which the pod lists them. Containers that are not named follow in the usual order: sidecars before other init containers, and the main container before other sidecars.',
  ),
} satisfies Properties;
