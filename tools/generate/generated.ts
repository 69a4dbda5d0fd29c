import { commandDocsText } from './command-docs';
import { environmentTypesText } from './environment-types';
import { errorDocsText } from './error-docs';
import { flowTypesText } from './flow-types';
import { propertyDocsText } from './property-docs';
import { targetDocsText } from './target-docs';

const texts: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/commands.md': commandDocsText,
  'docs/errors.md': errorDocsText,
  'docs/properties.md': propertyDocsText,
  'docs/targets.md': targetDocsText,
  'src/environments/environment-types.ts': environmentTypesText,
  'src/model/flow-types.ts': flowTypesText,
};

/** The paths, in the repository, of the files that are made from the source. */
export const generatedFiles: readonly string[] = Object.keys(texts);

/** The texts of these files, by path. A test compares them with the files that are there. */
export async function generated(): Promise<Record<string, string>> {
  const made = Object.entries(texts).map(async ([file, text]) => [file, await text()] as const);
  return Object.fromEntries(await Promise.all(made));
}
