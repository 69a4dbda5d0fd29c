import type { Issue, Location } from '../diagnostics';

/**
 * Leaves out issues that follow from errors which the environment files have themselves, so that each problem is
 * reported once. In a file that is not valid YAML every value is uncertain; in any other file only the values that were
 * reported are.
 *
 * @param reported the issues of the environment files
 * @param found the issues of the applications that use these files
 */
export function withoutEchoes(reported: readonly Issue[], found: readonly Issue[]): Issue[] {
  const errors = reported.filter(({ severity, location }) => severity === 'error' && location);
  const unread = new Set(errors.filter(({ code }) => code.startsWith('yaml-')).map(({ location }) => location?.file));
  const places = new Set(errors.map(({ location }) => placeOf(location)));
  return found.filter(
    ({ location }) => !location || !(unread.has(location.file) || (location.line && places.has(placeOf(location)))),
  );
}

function placeOf(location: Location | undefined): string {
  return JSON.stringify([location?.file, location?.line, location?.column]);
}
