import type { ApplicationModel } from '../model/application-model';
import { isWorkload, mainContainerName } from '../model/flow-spec';
import type { ImageSpec } from '../model/image';

/** A container of a flow that runs an image which the application builds. */
export interface ImageUse {
  readonly application: string;
  readonly flow: string;
  /** The name of the container. */
  readonly container: string;
  /** The name of the image in the application. */
  readonly image: string;
  readonly repository: string;
  /** Whether a pin of the flow counts for the image: it is the image of the flow's main container. */
  readonly isOfFlow: boolean;
  /** Absent if no tag is pinned. */
  readonly tag?: string;
  /** Absent if no digest is pinned. */
  readonly digest?: string;
}

/** The built images that the flows of an application run in one environment, with their pins. */
export function imageUses({ application, flows }: Pick<ApplicationModel, 'application' | 'flows'>): ImageUse[] {
  return flows.flatMap(({ id, spec }) => {
    if (!isWorkload(spec)) return [];
    const others = [...Object.entries(spec.init ?? {}), ...Object.entries(spec.sidecars ?? {})];
    const containers: [string, ImageSpec | undefined][] = [
      [mainContainerName(spec), spec.image],
      ...others.map(([name, { image }]): [string, ImageSpec | undefined] => [name, image]),
    ];
    return containers.flatMap(([container, image]): ImageUse[] => {
      if (image?.built === undefined) return [];
      const { built, repository, tag, digest } = image;
      return [
        {
          ...{ application, flow: id, container, image: built, repository, isOfFlow: built === spec.image.built },
          ...(tag !== undefined && { tag }),
          ...(digest !== undefined && { digest }),
        },
      ];
    });
  });
}
