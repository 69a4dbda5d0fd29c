import { type ImageUse, imageUses } from '../../promotion/image-use';
import type { Build } from './build';

/** The images of its own that a build runs in an environment. */
export function usesIn({ applications }: Build, environment: string): ImageUse[] {
  return applications.filter((one) => one.environment.name === environment).flatMap(({ model }) => imageUses(model));
}
