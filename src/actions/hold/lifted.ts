import { type Issue, warningIssue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { type PlacedHold, placeText } from '../../holds/placed-hold';
import { editEnvironment, type PinChange } from '../pin/edited-files';
import { pinFile } from '../pin/pin-location';
import { liftEdits } from './lift-edits';
import { holdPath } from './write-holds';

/** Removes holds from the file of an environment. A hold of a file that it extends stays, and is a warning. */
export async function liftHolds(
  root: string,
  environment: Environment,
  holds: readonly PlacedHold[],
): Promise<{ readonly changes: readonly PinChange[]; readonly warnings: readonly Issue[] }> {
  const declared = holds.filter(({ places }) => places.includes('file'));
  const fileOf = (hold: PlacedHold) => pinFile(root, environment.name, holdPath(hold)).file;
  const own = declared.filter((hold) => hold.location?.file === fileOf(hold));
  const changes = await editEnvironment(root, environment, liftEdits(environment, own), 'hold');
  const others = declared.filter((hold) => !own.includes(hold));
  const warnings = others.map((hold): Issue => {
    const { application, image, version, location } = hold;
    const message = `${version} of \`${application}/${image}\` is still held by ${placeText({ ...hold, places: ['file'] })}`;
    const hint = `remove the hold there, or write \`${version}: null\` under \`holds\` in ${fileOf(hold)}`;
    return warningIssue('version-held', message, { hint, location });
  });
  return { changes, warnings };
}
