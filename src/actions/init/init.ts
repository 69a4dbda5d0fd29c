import { sweepBeside, writeFiles } from '../../files/write-files';
import { checkOptions } from '../../workspace/check-options';
import { type InitOptions, planInit } from './init-plan';

export interface InitResult {
  /** Files that were created, or that got missing lines. */
  readonly written: readonly string[];
  /** Files that existed and were left as they are. */
  readonly kept: readonly string[];
}

/**
 * Turns a folder into a workspace. Existing files are kept; package.json, .gitignore and .gitattributes get the entries
 * that they lack. The example application and the example environments are written only where there are none. Links
 * are followed inside the folder.
 *
 * @throws TowpathError `invalid-name` for a name that an application cannot have, `path-outside-workspace` for a link
 *   that leads out of the folder, `package-json-invalid` for a package.json that is not JSON; then nothing was written
 */
export function init(options: InitOptions = {}): InitResult {
  checkOptions(options);
  const { root, kept, texts, placed, fresh } = planInit(options);
  sweepBeside(root, kept);
  writeFiles(root, placed, { fresh });
  return { written: Object.keys(texts), kept };
}
