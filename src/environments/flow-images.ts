import { isMap, valueAt } from '../data/merge';
import { formatPath, type Issue, type Location, type ValuePath } from '../diagnostics';
import { BuiltImage, type ImageSpec } from '../model/image';
import { locateIn } from './environment';
import { type PinnedImage, pinImage } from './image-pin';
import type { FlowLocation } from './layers';

type Problem = NonNullable<PinnedImage['problem']>;

interface Place {
  readonly subject: readonly string[];
  readonly location: Location | undefined;
}

/**
 * Pins the images of a flow's containers for its environment, and returns problems with the pins.
 *
 * @param locate finds the line that sets a value of the flow
 */
export function pinImages(
  place: FlowLocation,
  values: Readonly<Record<string, unknown>>,
  locate: (path: ValuePath) => Location | undefined,
): { images: Record<string, unknown>; issues: readonly Issue[] } {
  const { environment, application, flow } = place;
  const issues = new Map<string, Issue>();
  const own = values.image as string | BuiltImage;
  const allowed = values.allowLatest as string | undefined;
  const pin = (image: string | BuiltImage, path: ValuePath): ImageSpec => {
    // The tag of a flow counts for all of its containers that run the flow's image.
    const isOwn = image === own || (BuiltImage.is(image) && BuiltImage.is(own) && image.name === own.name);
    const { image: pinned, problem: found } = pinImage(image, environment, application, isOwn ? flow : undefined);
    const problem = found && (allowed === undefined ? found : allowedProblem(found, allowed));
    if (problem) {
      const { tagPath: _, ...told } = problem;
      const { subject, location } = BuiltImage.is(image)
        ? ofBuiltImage(place, problem, image.name)
        : { subject: [application, flow, 'image'], location: locate(path) };
      issues.set(problem.message, { ...told, path: formatPath(subject), ...(location && { location }) });
    }
    return pinned;
  };
  const pinAll = (table: 'init' | 'sidecars') =>
    Object.fromEntries(
      Object.entries(values[table] as object).map(([name, container]) => {
        const image = valueAt(container, ['image']) as string | BuiltImage | undefined;
        return [
          name,
          { ...(container as object), ...(image !== undefined && { image: pin(image, [table, name, 'image']) }) },
        ];
      }),
    );
  const images = {
    image: pin(own, ['image']),
    waitImage: values.waitFor && values.waitImage ? pin(values.waitImage as string, ['waitImage']) : undefined,
    ...(isMap(values.init) && { init: pinAll('init') }),
    ...(isMap(values.sidecars) && { sidecars: pinAll('sidecars') }),
  };
  return { images, issues: [...issues.values()] };
}

/** Turns a problem with a version that can change into a warning that shows the reason which the flow gives for it. */
function allowedProblem(problem: Problem, reason: string): Problem {
  return {
    ...problem,
    severity: 'warning',
    message: `${problem.message}; \`allowLatest\` allows it: ${reason}`,
    hint: 'set a released tag or a digest as soon as possible, and then remove `allowLatest`',
  };
}

/** The subject and the line of a problem with an image that the application builds. Flows with one such image get equal ones. */
function ofBuiltImage({ environment, application }: FlowLocation, { tagPath }: Problem, name: string): Place {
  const location = tagPath && locateIn(environment, tagPath);
  const section = () => locateIn(environment, ['apps', application]) ?? environment.sources.at(-1)?.locate([]);
  return { subject: [application, 'images', name], location: location ?? section() };
}
