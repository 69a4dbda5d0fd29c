import { environmentTypesText } from './environment-types';
import { flowTypesText } from './flow-types';

/** Every file that is made from the source, by its path in the repository. A test compares them with what is there. */
export function generated(): Record<string, string> {
  return {
    'src/spec/flow-types.ts': flowTypesText(),
    'src/environments/environment-types.ts': environmentTypesText(),
  };
}
