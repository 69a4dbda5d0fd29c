import { ownValue, valueAt } from '../data/merge';
import { formatPath, type IssueCode, type Location } from '../diagnostics';
import { BuiltImage, type ImageSpec, type Pin } from '../model/image';
import { mirrored, parseImage } from '../model/image-reference';
import { applicationOverlay, type Environment, flowOverlay, isInitial } from './environment';

export interface PinnedImage {
  readonly image: ImageSpec;
  readonly problem?: {
    readonly code: IssueCode;
    readonly severity: 'error' | 'warning';
    readonly message: string;
    readonly hint: string;
    /** The path of the tag in the environment; undefined if the environment sets none. */
    readonly tagPath?: readonly string[] | undefined;
  };
}

/**
 * Returns an image with the repository, tag and digest that it has in an environment.
 *
 * @param flow the flow whose main container runs the image; undefined for the image of another container
 */
export function pinImage(
  image: string | BuiltImage,
  environment: Environment,
  app: string,
  flow: string | undefined,
): PinnedImage {
  const mirrors = (environment.props.registry?.mirrors ?? {}) as Record<string, string>;
  const { spec, tagPath } = BuiltImage.is(image) ? built(image, environment, app, flow) : { spec: given(image) };
  const pinned: ImageSpec = { ...spec, repository: mirrored(spec.repository, mirrors) };
  const problem = problemOf(pinned, environment, app);
  return problem ? { image: pinned, problem: { ...problem, tagPath } } : { image: pinned };
}

function given(name: string): ImageSpec {
  return parseImage(name) ?? { repository: name };
}

function built(
  image: BuiltImage,
  environment: Environment,
  app: string,
  flow: string | undefined,
): { spec: ImageSpec; tagPath?: readonly string[] | undefined } {
  const overlay = applicationOverlay(environment, app);
  const candidates = [
    ...(flow === undefined ? [] : [{ level: ['flows', flow], pin: flowOverlay(environment, app, flow) }]),
    { level: ['images', image.name], pin: ownValue(overlay.images, image.name) },
    { level: [], pin: overlay },
  ];
  // Tag and digest come from the same level, so that the tag of one version is not combined with the digest of another.
  const found = candidates.find(({ pin }) => isPin(pin));
  const { tag, digest } = found?.pin ?? {};
  return {
    spec: { built: image.name, repository: image.repository, ...(tag && { tag }), ...(digest && { digest }) },
    tagPath: found && tag ? ['apps', app, ...found.level, 'tag'] : undefined,
  };
}

/** Returns all pins that apply to an image of a flow, lowest first, with their places in files. */
export function pinLayers(
  environment: Environment,
  app: string,
  flow: string,
  image: string,
): { origin: string; text: string; location: Location | undefined }[] {
  const prefixes = [[], ['images', image], ['flows', flow]].map((inner) => ['apps', app, ...inner]);
  return prefixes.flatMap((prefix) =>
    environment.sources.flatMap((source) =>
      ['tag', 'digest'].flatMap((key) => {
        const pinText = valueAt(source.data, [...prefix, key]);
        if (typeof pinText !== 'string') return [];
        return [{ origin: formatPath([...prefix, key]), text: pinText, location: source.locate([...prefix, key]) }];
      }),
    ),
  );
}

/** Whether a tag or a digest is set. */
export function isPin(candidate: Pin | null | undefined): candidate is Pin {
  return Boolean(candidate?.tag ?? candidate?.digest);
}

function problemOf(image: ImageSpec, environment: Environment, app: string): PinnedImage['problem'] {
  const severity = isInitial(environment) ? 'warning' : 'error';
  const where = `\`${environment.name}\``;
  if (image.digest) return undefined;
  if (image.tag === undefined) {
    return {
      code: 'image-unpinned',
      severity,
      message: `the image \`${image.repository}\` has no tag or digest in ${where}, so Kubernetes would run \`latest\``,
      hint: `set one in environments/${environment.name}.yaml: \`apps: { ${app}: { tag: … } }\`, or run \`towpath pin -e ${environment.name} ${app}=TAG\``,
    };
  }
  if (image.tag !== 'latest') return undefined;
  return {
    code: 'image-latest',
    severity,
    message: `the image \`${image.repository}\` has the tag \`latest\` in ${where}, whose version can change at any time`,
    hint: 'set the tag of a release, or a digest',
  };
}
