import type { Arrival } from '../gates/gate-facts';
import { versionText } from '../model/image-version';
import type { ReleasedFlow } from '../release/desired';
import type { ImageUse } from './image-use';
import { flowKey } from './selection';

/** The flows of the newest release of each application that has a release. */
export type NewestFlows = ReadonlyMap<string, Readonly<Record<string, ReleasedFlow>>>;

/**
 * The versions that a deploy brings to an environment: those of images that the newest releases do not have. A release
 * knows the image of the main container of each flow. Another image counts as new if that of its flow is, or if another
 * one runs.
 *
 * @param runs whether a container runs the image that is declared for it. @default each container does
 */
export function arrivalsOf(
  uses: readonly ImageUse[],
  newest: NewestFlows,
  runs: (use: ImageUse) => boolean = () => true,
): Arrival[] {
  const isNew = (use: ImageUse) => {
    const released = newest.get(use.application)?.[use.flow];
    return released?.builds !== use.image || versionText(released) !== versionText(use);
  };
  const moving = new Set(uses.filter((use) => use.isOfFlow && isNew(use)).map(flowKey));
  const found = new Map<string, Arrival>();
  for (const use of uses) {
    if (!moving.has(flowKey(use)) && (use.isOfFlow || runs(use))) continue;
    const { application, flow, image } = use;
    const version = versionText(use);
    if (version !== '') found.set(JSON.stringify([application, flow, image]), { application, flow, image, version });
  }
  return [...found.values()];
}
