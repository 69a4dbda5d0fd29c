import { relative, resolve, sep } from 'node:path';
import { errorIssue, type Issue, TowpathError } from '../diagnostics';
import { isWithin, realPath } from './real-path';

/**
 * The real paths of files that the user names. A link is followed if it stays inside the workspace: if
 * `environments/prod.yaml` is a link to `prod-eu.yaml`, towpath edits `environments/prod-eu.yaml`, and the link stays.
 *
 * @param root the workspace: absolute, without links in it
 * @param paths relative to the workspace, or absolute
 * @returns the real path of each path, relative to the workspace, with `/`; `.` is the workspace itself
 * @throws TowpathError `path-outside-workspace` with every path whose real path is outside the workspace
 */
export function followLinks<Path extends string>(root: string, paths: readonly Path[]): ReadonlyMap<Path, string> {
  const led = paths.map((path) => [path, realPath(resolve(root, path))] as const);
  const issues = led.flatMap(([path, real]) =>
    real !== undefined && isWithin(root, real) ? [] : [leadsOut(root, path, real)],
  );
  if (issues.length > 0) throw new TowpathError(issues);
  return new Map(led.map(([path, real = root]) => [path, relative(root, real).split(sep).join('/') || '.']));
}

/** The real path of one path, as in `followLinks`. */
export function followLink(root: string, path: string): string {
  return followLinks(root, [path]).get(path) as string;
}

function leadsOut(root: string, path: string, real: string | undefined): Issue {
  const isLink = isWithin(root, resolve(root, path));
  const message =
    real === undefined
      ? `\`${path}\` is a link that points to itself`
      : `\`${path}\` is outside the workspace, at \`${real}\``;
  const hint = isLink
    ? 'remove the link, or change its target to a path in the workspace'
    : 'use a folder inside the workspace, such as `dist`';
  return errorIssue('path-outside-workspace', message, { hint });
}
