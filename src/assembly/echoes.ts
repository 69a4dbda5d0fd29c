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

/**
 * Leaves out issues in the line of a file's first error of YAML syntax and in all lines after it, because it is not known
 * there what belongs to what.
 *
 * @param reported the issues of the environment files
 */
export function beforeSyntaxErrors(reported: readonly Issue[], found: readonly Issue[]): Issue[] {
  const ends = new Map<string, number>();
  for (const { code, location } of reported) {
    if (code !== 'yaml-syntax' || !location) continue;
    const { file, line = 1 } = location;
    ends.set(file, Math.min(line, ends.get(file) ?? line));
  }
  return found.filter(
    ({ location }) => (location?.line ?? 0) < (ends.get(location?.file ?? '') ?? Number.POSITIVE_INFINITY),
  );
}

function placeOf(location: Location | undefined): string {
  return JSON.stringify([location?.file, location?.line, location?.column]);
}
