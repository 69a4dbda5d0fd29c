import type { Target } from '../target';

/** One `compose.yaml` for each application in each environment, for local work and for single hosts. */
export const compose: Target = {
  name: 'compose',
  description: 'a compose.yaml for each application and environment, for local work and single hosts',
  unit: 'application in an environment',
  reads: 'model',
  load: async () => await import('./write'),
};
