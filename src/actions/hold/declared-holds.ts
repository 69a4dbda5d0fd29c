import { type Environment, locateIn } from '../../environments/environment';
import type { DeclaredHold } from '../../holds/placed-hold';

/** The holds that the files of an environment set. An entry that is `null` lifts a hold of a file that it extends. */
export function declaredHolds(environment: Environment): DeclaredHold[] {
  return Object.entries(environment.props.apps ?? {}).flatMap(([application, overlay]) =>
    Object.entries(overlay?.holds ?? {}).flatMap(([image, versions]) =>
      Object.entries(versions ?? {}).flatMap(([version, entry]) => {
        if (!entry) return [];
        const location = locateIn(environment, ['apps', application, 'holds', image, version]);
        return [{ application, image, version, ...entry, ...(location && { location }) }];
      }),
    ),
  );
}
