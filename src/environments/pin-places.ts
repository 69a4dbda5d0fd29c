import type { Pin } from '../model/image';
import { applicationOverlay, type Environment, flowOverlay } from './environment';
import { isPin } from './image-pin';

/** An image of an application, with the version that it must have in an environment. */
export interface VersionedImage {
  readonly flow: string;
  /** The name of the image in the application. */
  readonly image: string;
  /** Whether a pin of the flow counts for the image. It counts for no other image of a sidecar or init container. */
  readonly isOfFlow: boolean;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
}

/** A pin, and its path in the environment: `['apps', 'pssp', 'images', 'api']`. */
export interface PlacedPin {
  readonly path: readonly string[];
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * The pins with which an environment has these versions. A pin is edited where it is set today, for the application, an
 * image or a flow, if everything that it applies to gets the same version; otherwise each image gets a pin of its own.
 *
 * @param images all images of the application, each with the version that it must have
 * @param isMeant whether the pin of an image may be edited
 */
export function placePins<T extends VersionedImage>(
  environment: Environment,
  application: string,
  images: readonly T[],
  isMeant: (image: T) => boolean,
): PlacedPin[] {
  const versioned = images.filter(({ tag, digest }) => tag !== undefined || digest !== undefined);
  const pins = versioned.filter(isMeant).map((one) => {
    const { tag, digest } = one;
    const current = levelOf(one);
    const level = [0, 1, 2].find((at) => at >= current && (at === ownLevel(one) || isShared(at, one))) ?? 2;
    const path = pathOf(level, one);
    return [
      path.join('/'),
      { ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }), path },
    ] as const;
  });
  return [...new Map(pins).values()];

  /** Whether everything that a level applies to gets the same version, and may be edited. */
  function isShared(level: number, { flow, image, tag, digest }: T): boolean {
    // An image without a version is among them, because a pin that applies to it would give it one.
    const others = images
      .filter((other) => level === 0 || (level === 1 ? other.image === image : other.isOfFlow && other.flow === flow))
      .filter((other) => levelOf(other) <= level);
    return others.every((other) => other.tag === tag && other.digest === digest && isMeant(other));
  }

  /** The level at which the version of an image is set: 0 for the application, 1 for the image, 2 for the flow. */
  function levelOf({ flow, image, isOfFlow }: T): number {
    if (isOfFlow && isPin(flowOverlay(environment, application, flow) as Pin)) return 2;
    return isPin(applicationOverlay(environment, application).images?.[image]) ? 1 : 0;
  }

  function pathOf(level: number, { flow, image }: T): string[] {
    return ['apps', application, ...([[], ['images', image], ['flows', flow]][level] as string[])];
  }
}

/** The level of the pin that counts for one image of one flow alone, or for as little else as possible. */
function ownLevel({ isOfFlow }: VersionedImage): number {
  return isOfFlow ? 2 : 1;
}
