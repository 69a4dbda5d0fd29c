import { applicationOverlay, type Environment, flowOverlay } from '../../environments/environment';
import type { ReleasedFlow } from '../../release/desired';
import type { Pin } from '../../spec/image';

/**
 * The pins that an environment has to say so that it means what a release had, as `towpath pin` takes them. A pin is
 * edited where it is said today, for the application, an image or a flow, as long as all that it speaks for goes back;
 * otherwise what goes back gets one of its own.
 *
 * @param flows of the release
 * @param meant the flows that go back
 */
export function pinsOf(
  environment: Environment,
  application: string,
  flows: Readonly<Record<string, ReleasedFlow>>,
  meant: (flow: string) => boolean,
): string[] {
  const pinned = Object.entries(flows).flatMap(([flow, { builds: image, tag, digest }]): Pinned[] => {
    const version = [tag, digest].filter((part) => part !== undefined).join('@');
    return image === undefined || version === '' ? [] : [{ flow, image, version }];
  });
  const pins = pinned
    .filter(({ flow }) => meant(flow))
    .map((one) => {
      const levels = [application, `${application}/${one.image}`, `${application}/${one.flow}`];
      const said = levelOf(environment, application, one);
      const place = levels.slice(said).find((_, index) => isShared(said + index, one)) ?? levels[2];
      return `${place}=${one.version}`;
    });
  return [...new Set(pins)].sort();

  /** Whether everything that a level speaks for goes back, and to the same version. */
  function isShared(level: number, { flow, image, version }: Pinned): boolean {
    const others = pinned
      .filter((other) => level === 0 || (level === 1 ? other.image === image : other.flow === flow))
      .filter((other) => levelOf(environment, application, other) <= level);
    return others.every((other) => other.version === version && meant(other.flow));
  }
}

interface Pinned {
  readonly flow: string;
  readonly image: string;
  readonly version: string;
}

/** Where the version of a flow's image is said: 0 for the application, 1 for the image, 2 for the flow. */
function levelOf(environment: Environment, application: string, { flow, image }: Pinned): number {
  if (isSaid(flowOverlay(environment, application, flow) as Pin)) return 2;
  return isSaid(applicationOverlay(environment, application).images?.[image]) ? 1 : 0;
}

function isSaid(pin: Pin | null | undefined): boolean {
  return Boolean(pin?.tag ?? pin?.digest);
}
