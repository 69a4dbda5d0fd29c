import type { Hold } from '../../holds/hold';
import { isSameVersion } from '../../model/image-version';
import type { Move } from '../../promotion/moves';
import { containerKey } from '../../promotion/selection';
import { versionOf } from '../../promotion/version';
import { changeMessage, trailer } from '../promote/endings/commit-message';
import type { Build } from '../synth/build';
import { usesIn } from '../synth/uses-in';

/** The message of a commit that pins versions in an environment. Its trailers are those of a promotion without a source. */
export function pinMessage(environment: string, by: string, before: Build, after: Build): string {
  return changeMessage({ to: environment, moves: changedVersions(environment, before, after) }, by);
}

/** The images of flows whose version differs between two builds. */
function changedVersions(environment: string, before: Build, after: Build): Move[] {
  const known = new Map(usesIn(before, environment).map((use) => [containerKey(use), use]));
  return usesIn(after, environment).flatMap((use): Move[] => {
    const from = versionOf(known.get(containerKey(use)) ?? {});
    const { application, flow, image } = use;
    return isSameVersion(from, use) ? [] : [{ application, flow, image, from, to: versionOf(use) }];
  });
}

const words = {
  hold: { title: 'Hold', prefix: 'Held' },
  lift: { title: 'Lift the hold of', prefix: 'Lifted' },
} as const;

/** The message of a commit that writes or lifts holds. */
export function holdMessage(
  action: keyof typeof words,
  environment: string,
  holds: readonly Pick<Hold, 'application' | 'image' | 'version' | 'why'>[],
  by: string,
): string {
  const { title, prefix } = words[action];
  const [first, ...others] = holds;
  const what = first && others.length === 0 ? `${first.application}/${first.image}` : `${holds.length} versions`;
  const reasons = [...new Set(holds.map(({ why }) => why))];
  return [
    `${title} ${what} in ${environment}`,
    '',
    ...trailer(`${prefix}-In`, environment),
    ...holds.flatMap(({ application, image, version }) =>
      trailer(`${prefix}-Version`, `${version} ${application}/${image}`),
    ),
    ...trailer(`${prefix}-By`, by),
    ...(action === 'hold' ? reasons.flatMap((why) => trailer(`${prefix}-Why`, why)) : []),
    '',
  ].join('\n');
}
