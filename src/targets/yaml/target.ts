import type { Target } from '../target';

/** Plain Kubernetes YAML for `kubectl apply -R -f dist/<env>`. Its files are at the top of the output folder. */
export const yaml: Target = {
  name: 'yaml',
  description: 'plain Kubernetes YAML for `kubectl apply`, for each application and environment',
  unit: 'application in an environment',
  reads: 'objects',
  load: async () => await import('./write'),
};
