import type { Target } from '../target';

/** Writes a Pulumi project that runs without towpath. */
export const pulumi: Target = {
  name: 'pulumi',
  description: 'a Pulumi project for each application, with a stack for each environment',
  unit: 'application',
  reads: 'objects',
  load: async () => {
    const { requirePulumi } = await import('./peers');
    requirePulumi();
    return await import('./files/project');
  },
};
