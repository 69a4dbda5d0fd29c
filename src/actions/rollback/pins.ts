import { applicationOverlay, type Environment, flowOverlay } from '../../environments/environment';
import type { Pin } from '../../model/image';
import type { ReleasedFlow } from '../../release/desired';
import type { LocatedPin } from '../pin/pin';
import type { DeclaredState } from './declared';

/**
 * The pins with which an environment has the versions of a release. A pin is edited where it is set today, for the
 * application, an image or a flow, if everything that it applies to is restored; otherwise each restored flow gets its
 * own pin.
 *
 * @param flows of the release
 * @param meant the flows that are restored
 */
export function pinsOf(
  environment: Environment,
  application: string,
  flows: Readonly<Record<string, ReleasedFlow>>,
  selected: (flow: string) => boolean,
): LocatedPin[] {
  const pinned = Object.entries(flows).flatMap(([flow, { builds: image, tag, digest }]): Pinned[] => {
    const version = [tag, digest].filter((part) => part !== undefined).join('@');
    const pin = { ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
    return image === undefined || version === '' ? [] : [{ flow, image, version, pin }];
  });
  const pins = pinned
    .filter(({ flow }) => selected(flow))
    .map((one) => {
      const own = ['apps', application, 'flows', one.flow];
      const levels = [['apps', application], ['apps', application, 'images', one.image], own];
      const currentLevel = levelOf(environment, application, one);
      const path = levels.slice(currentLevel).find((_, index) => isShared(currentLevel + index, one)) ?? own;
      return [path.join('/'), { ...one.pin, path }] as const;
    });
  return [...new Map(pins).values()];

  /** Whether everything that a level applies to is restored to the same version. */
  function isShared(level: number, { flow, image, version }: Pinned): boolean {
    const others = pinned
      .filter((other) => level === 0 || (level === 1 ? other.image === image : other.flow === flow))
      .filter((other) => levelOf(environment, application, other) <= level);
    return others.every((other) => other.version === version && selected(other.flow));
  }
}

/**
 * The flows of a release that have pins in the workspace, with the names that their images have there now. A flow that
 * is no longer declared has no pin. If the code cannot run, the release alone decides.
 */
export function declaredPins(
  flows: Readonly<Record<string, ReleasedFlow>>,
  { desired, isWhole }: DeclaredState,
): Readonly<Record<string, ReleasedFlow>> {
  if (!isWhole) return flows;
  return Object.fromEntries(
    Object.entries(flows).flatMap(([id, flow]) => {
      const builds = desired.flows[id]?.builds;
      return builds === undefined ? [] : [[id, { ...flow, builds }]];
    }),
  );
}

interface Pinned {
  readonly flow: string;
  readonly image: string;
  readonly version: string;
  readonly pin: Pick<LocatedPin, 'tag' | 'digest'>;
}

/** The level at which the version of a flow's image is set: 0 for the application, 1 for the image, 2 for the flow. */
function levelOf(environment: Environment, application: string, { flow, image }: Pinned): number {
  if (isSaid(flowOverlay(environment, application, flow) as Pin)) return 2;
  return isSaid(applicationOverlay(environment, application).images?.[image]) ? 1 : 0;
}

function isSaid(pin: Pin | null | undefined): boolean {
  return Boolean(pin?.tag ?? pin?.digest);
}
