import { parsePlan } from '../actions/diff/parse-plan';
import type { SavedPlan } from '../actions/diff/saved-plan';
import { issueError } from '../diagnostics';
import { readFault, readUserText } from '../files/read-file';

/** The largest file of a plan. Bytes. */
const largest = 2 ** 25;

/** @throws TowpathError `plan-invalid` if the file cannot be read or is not a plan */
export function readPlan(path: string): SavedPlan {
  let text: string;
  try {
    text = readUserText(path, largest);
  } catch (error) {
    throw issueError('plan-invalid', `${path} cannot be read: ${readFault(error)}`);
  }
  return parsePlan(path, text);
}
