import { isMap, valueAt } from '../data/merge';
import { formatPath, type Issue } from '../diagnostics';
import { BuiltImage, type ImageSpec } from '../model/image';
import { locateIn } from './environment';
import { type PinnedImage, pinImage } from './image-pin';
import type { FlowLocation } from './layers';

/** Pins the images of a flow's containers for its environment, and returns problems with the pins. */
export function pinImages(
  place: FlowLocation,
  values: Readonly<Record<string, unknown>>,
): { images: Record<string, unknown>; issues: readonly Issue[] } {
  const { environment, application, flow } = place;
  const issues = new Map<string, Issue>();
  const own = values.image as string | BuiltImage;
  const allowed = values.allowLatest as string | undefined;
  const pin = (image: string | BuiltImage): ImageSpec => {
    // The tag of a flow counts for all of its containers that run the flow's image.
    const isOwn = image === own || (BuiltImage.is(image) && BuiltImage.is(own) && image.name === own.name);
    const { image: pinned, problem: found } = pinImage(image, environment, application, isOwn ? flow : undefined);
    const problem = found && (allowed === undefined ? found : allowedProblem(found, allowed));
    if (problem) issues.set(problem.message, pinIssue(place, problem, BuiltImage.is(image) ? image.name : undefined));
    return pinned;
  };
  const pinAll = (table: unknown) =>
    Object.fromEntries(
      Object.entries(isMap(table) ? table : {}).map(([name, container]) => {
        const image = valueAt(container, ['image']) as string | BuiltImage | undefined;
        return [name, { ...(container as object), ...(image !== undefined && { image: pin(image) }) }];
      }),
    );
  const images = {
    image: pin(own),
    waitImage: values.waitFor && values.waitImage ? pin(values.waitImage as string) : undefined,
    ...(isMap(values.init) && { init: pinAll(values.init) }),
    ...(isMap(values.sidecars) && { sidecars: pinAll(values.sidecars) }),
  };
  return { images, issues: [...issues.values()] };
}

/** Turns a problem with a version that can change into a warning that shows the reason which the flow gives for it. */
function allowedProblem(
  problem: NonNullable<PinnedImage['problem']>,
  reason: string,
): NonNullable<PinnedImage['problem']> {
  return {
    ...problem,
    severity: 'warning',
    message: `${problem.message}; \`allowLatest\` allows it: ${reason}`,
    hint: 'set a released tag or a digest as soon as possible, and then remove `allowLatest`',
  };
}

/** Creates an issue at the application's section of the environment. Flows with one built image get equal issues. */
function pinIssue(
  { environment, application, flow }: FlowLocation,
  problem: NonNullable<PinnedImage['problem']>,
  built: string | undefined,
): Issue {
  const subject = built === undefined ? [application, flow, 'image'] : [application, 'images', built];
  const location = locateIn(environment, ['apps', application]) ?? environment.sources.at(-1)?.locate([]);
  return { ...problem, path: formatPath(subject), ...(location && { location }) };
}
