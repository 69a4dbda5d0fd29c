import { namesInWorkspace } from './completion/names';
import { type KnownNames, noNames } from './meant-words';

/** The names of the workspace. Files that cannot be read are not what is wrong with a call, so there are no names then. */
export function knownNames(): KnownNames {
  try {
    return namesInWorkspace();
  } catch {
    return noNames;
  }
}
