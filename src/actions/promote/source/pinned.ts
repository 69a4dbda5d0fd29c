import type { ApplicationAssembly } from '../../../assembly/application-assembly';
import { groupBy } from '../../../data/group-by';
import { type ImageUse, imageUses } from '../../../promotion/image-use';
import type { SourceFlow, SourceImage } from '../../../promotion/source-flow';
import { versionOf } from '../../../promotion/version';

/** The versions that the files of the source pin. No cluster is asked. */
export function pinnedFlows(applications: readonly ApplicationAssembly[]): SourceFlow[] {
  return applications.flatMap(({ application, model }) =>
    [...usesByFlow(imageUses(model))].map(
      ([flow, uses]): SourceFlow => ({ application, flow, images: sourceImages(uses, versionOf) }),
    ),
  );
}

/** The images that each flow of one application runs. */
export function usesByFlow(uses: readonly ImageUse[]): Map<string, ImageUse[]> {
  return groupBy(uses, ({ flow }) => flow);
}

/** Whether a source has each image of a flow. */
export function hasAllImages(uses: readonly ImageUse[], images: readonly SourceImage[]): boolean {
  return uses.every(({ image }) => images.some((one) => one.image === image));
}

/** Each image of a flow once, as its first container runs it. */
export function sourceImages(
  uses: readonly ImageUse[],
  versionIn: (use: ImageUse) => Omit<SourceImage, 'image'> | undefined,
): SourceImage[] {
  const found = new Map<string, SourceImage>();
  for (const use of uses) {
    const version = found.has(use.image) ? undefined : versionIn(use);
    if (version) found.set(use.image, { image: use.image, ...version });
  }
  return [...found.values()];
}
