import { commandDocsText } from './command-docs';
import { environmentTypesText } from './environment-types';
import { errorDocsText } from './error-docs';
import { flowTypesText } from './flow-types';
import { propertyDocsText } from './property-docs';

/** Every file that is made from the source, by its path in the repository. A test compares them with what is there. */
export function generated(): Record<string, string> {
  return {
    'docs/commands.md': commandDocsText(),
    'docs/errors.md': errorDocsText(),
    'src/environments/environment-types.ts': environmentTypesText(),
    'src/spec/flow-types.ts': flowTypesText(),
    'docs/properties.md': propertyDocsText(),
  };
}
