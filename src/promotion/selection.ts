import { groupBy } from '../data/group-by';
import type { ImageUse } from './image-use';

/** The flows of a promotion. */
export interface PromotedFlows {
  /** As `application/flow`. */
  readonly flows: ReadonlySet<string>;
  /** The images that several of these flows share. */
  readonly shared: readonly SharedImage[];
}

/** An image that several flows run, so that they are promoted together. */
export interface SharedImage {
  readonly application: string;
  readonly image: string;
  readonly flows: readonly string[];
  /** The flows that were not asked for, and are promoted because they share the image. */
  readonly added: readonly string[];
}

/** Identifies a flow among those of all applications, to look it up: `application/flow`. */
export function flowKey({ application, flow }: Pick<ImageUse, 'application' | 'flow'>): string {
  return `${application}/${flow}`;
}

/**
 * Adds to the selected flows those that share an image with them.
 * @param uses the images of the target environment
 */
export function withSharingFlows(uses: readonly ImageUse[], isSelected: (use: ImageUse) => boolean): PromotedFlows {
  const byFlow = groupBy(uses, flowKey);
  const byImage = groupBy(uses, imageKey);
  const selected = new Set(uses.filter(isSelected).map(flowKey));
  const flows = new Set(selected);
  // A set that grows while it is walked is walked to its new end.
  for (const flow of flows) {
    const images = byFlow.get(flow) ?? [];
    for (const one of images.flatMap((use) => byImage.get(imageKey(use)) ?? [])) flows.add(flowKey(one));
  }
  const shared = [...byImage.values()].flatMap((users): SharedImage[] => {
    const [first] = users;
    const sharing = users.filter((use) => flows.has(flowKey(use)));
    const names = [...new Set(sharing.map(({ flow }) => flow))];
    if (names.length < 2) return [];
    const added = names.filter((flow) => !selected.has(flowKey({ ...first, flow })));
    return [{ application: first.application, image: first.image, flows: names, added }];
  });
  return { flows, shared };
}

/** Identifies an image in a flow. Two flows of an application may get different versions of one image. */
export function flowImageKey(image: Pick<ImageUse, 'application' | 'flow' | 'image'>): string {
  return `${flowKey(image)} ${image.image}`;
}

/** Identifies a container of a flow. */
export function containerKey(use: Pick<ImageUse, 'application' | 'flow' | 'container'>): string {
  return `${flowKey(use)} ${use.container}`;
}

/** Identifies an image of an application. Two applications may use one name for two images. */
export function imageKey({ application, image }: Pick<ImageUse, 'application' | 'image'>): string {
  return `${application}/${image}`;
}
