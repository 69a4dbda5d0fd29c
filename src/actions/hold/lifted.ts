import { type Issue, warningIssue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { YamlEdit } from '../../environments/yaml/yaml-edit';
import { type PlacedHold, placeText } from '../../holds/placed-hold';
import { pinFile } from '../pin/pin-location';
import { liftEdits } from './lift-edits';
import { holdPath } from './write-holds';

/**
 * The edits that remove holds from the file of an environment. A hold of a file that it extends stays, and is a warning.
 * A hold of the cluster alone is removed too: an interrupted lift may have removed it from the file, and not committed it.
 */
export function plannedLifts(
  root: string,
  environment: Environment,
  holds: readonly PlacedHold[],
): { readonly edits: readonly YamlEdit[]; readonly warnings: readonly Issue[] } {
  const declared = holds.filter(({ places }) => places.includes('file'));
  const fileOf = (hold: PlacedHold) => pinFile(root, environment.name, holdPath(hold)).file;
  const own = holds.filter((hold) => !hold.places.includes('file') || hold.location?.file === fileOf(hold));
  const others = declared.filter((hold) => !own.includes(hold));
  const warnings = others.map((hold): Issue => {
    const { application, image, version, location } = hold;
    const message = `${version} of \`${application}/${image}\` is still held by ${placeText({ ...hold, places: ['file'] })}`;
    const hint = `remove the hold there, or write \`${version}: null\` under \`holds\` in ${fileOf(hold)}`;
    return warningIssue('version-held', message, { hint, location });
  });
  return { edits: liftEdits(environment, own), warnings };
}
