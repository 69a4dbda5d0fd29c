import type { Target } from '../target';
import type { write } from './files/project';

/** Writes a Pulumi project that runs without towpath. */
export const pulumi: Target = {
  name: 'pulumi',
  description: 'a Pulumi project for each application, with a stack for each environment',
  unit: 'application',
  reads: 'objects',
  load: async () => {
    const { requirePulumi } = await import('./peers');
    return {
      // Loaded here, because the options of a target are also asked for where Pulumi is not installed.
      write: (input) => {
        requirePulumi();
        return (require('./files/project') as { write: typeof write }).write(input);
      },
    };
  },
};
