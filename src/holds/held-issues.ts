import { groupBy } from '../data/group-by';
import { errorIssue, type Issue } from '../diagnostics';
import { type ImageVersion, versionText } from '../model/image-version';
import { isHeldBy } from './hold';
import { type PlacedHold, placeText } from './placed-hold';

/** An image of a flow that would get another version. */
export interface ComingVersion extends ImageVersion {
  readonly application: string;
  readonly flow: string;
  readonly image: string;
}

/** An error for each hold that forbids one of these versions. */
export function heldIssues(
  environment: string,
  holds: readonly PlacedHold[],
  coming: readonly ComingVersion[],
): Issue[] {
  const pairs = coming.flatMap((one) =>
    holds
      .filter(({ application, image }) => application === one.application && image === one.image)
      .filter((hold) => isHeldBy(hold, one))
      .map((hold) => ({ hold, one })),
  );
  return [...groupBy(pairs, ({ hold }) => hold)].map(([hold, found]): Issue => {
    const { application, version, why, by, at, location } = hold;
    const flows = found.map(({ one }) => `\`${application}/${one.flow}\``).join(', ');
    const brought = versionText(found[0]?.one ?? {}) || version;
    const message = `${flows} would get ${brought}, which is held in \`${environment}\`: ${why} (by ${by} at ${at}, in ${placeText(hold)})`;
    const hint = `choose another version, or lift the hold with \`towpath hold -e ${environment} ${application} --version ${version} --lift\``;
    return errorIssue('version-held', message, { hint, path: `${application}.${hold.image}`, location });
  });
}
