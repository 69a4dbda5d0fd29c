import type { Environment } from '../../environments/environment';
import { type PlacedPin, placePins, type VersionedImage } from '../../environments/pin-places';
import type { ReleasedFlow } from '../../release/desired';
import type { DeclaredState } from './declared';

/**
 * The pins with which an environment has the versions of a release.
 *
 * @param flows of the release
 * @param isRestored whether a flow is restored
 */
export function pinsOf(
  environment: Environment,
  application: string,
  flows: Readonly<Record<string, ReleasedFlow>>,
  isRestored: (flow: string) => boolean,
): PlacedPin[] {
  const images = Object.entries(flows).flatMap(([flow, { builds: image, tag, digest }]): VersionedImage[] =>
    image === undefined ? [] : [{ flow, image, isOfFlow: true, tag, digest }],
  );
  return placePins(environment, application, images, ({ flow }) => isRestored(flow));
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
