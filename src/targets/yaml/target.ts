import type { Target } from '../target';

/** Plain Kubernetes YAML: what `kubectl apply -R -f dist/<env>` takes. Its files lie at the top of the output folder. */
export const yaml: Target = {
  name: 'yaml',
  description: 'plain Kubernetes YAML for each application and environment, as kubectl applies it',
  unit: 'application in an environment',
  reads: 'objects',
  load: async () => await import('./write'),
};
