import { parsePlan, type SavedPlan } from '../actions/diff/saved-plan';
import { issueError } from '../diagnostics';
import { readFault, readUserFile } from '../files/read-file';

/** The largest file of a plan. Bytes. */
const largest = 2 ** 25;

/** @throws TowpathError `plan-invalid` if the file cannot be read or is not a plan */
export function readPlan(path: string): SavedPlan {
  let bytes: Buffer;
  try {
    bytes = readUserFile(path);
  } catch (error) {
    throw issueError('plan-invalid', `${path} cannot be read: ${readFault(error)}`);
  }
  if (bytes.length > largest) throw issueError('plan-invalid', `${path} is larger than ${largest / 2 ** 20} MiB`);
  return parsePlan(path, bytes.toString('utf8'));
}
