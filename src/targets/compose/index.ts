import type { Target } from '../target';
import { losses } from './losses';

/** One `compose.yaml` for each application in each environment, for local work and for single hosts. */
export const compose: Target<undefined> = {
  name: 'compose',
  description: 'a compose.yaml for each application and environment, for local work and single hosts',
  unit: 'application in an environment',
  losses,
  load: async () => ({ write: (await import('./write')).write }),
};
