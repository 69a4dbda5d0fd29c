import { join } from 'node:path';
import type { Row } from '../compare';
import { node } from '../measure';
import { project } from '../pulumi/subjects';
import type { Checkout } from '../subjects/checkout';

/** The Pulumi target beside a program that was written by hand, on the mocks of Pulumi. */
export function pulumiRows(checkout: Checkout): readonly Row[] {
  const flows = 200;
  return [
    {
      name: 'pulumi',
      what: `a component of towpath/pulumi, ${flows} flows / the same resources by hand, both on mocks`,
      goal: 1.2,
      prepare: () => {
        const cwd = project(flows, checkout.folder);
        const program = (name: string) => ({ commands: [node(join(cwd, 'mocked.js'), join(cwd, name))], cwd });
        return { ours: program('component.js'), peer: program('plain.js') };
      },
    },
  ];
}
