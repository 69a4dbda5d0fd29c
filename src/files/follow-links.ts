import { relative, resolve, sep } from 'node:path';
import { errorIssue, type Issue, TowpathError } from '../diagnostics';
import { isWithin, realPath } from './real-path';

/**
 * Where paths that the user names or owns lead to. A link is followed if it stays inside the workspace: where
 * `environments/prod.yaml` is a link to `prod-eu.yaml`, towpath edits `environments/prod-eu.yaml`, and the link stays.
 *
 * @param root the workspace: absolute, without links in it
 * @param paths relative to the workspace, or absolute
 * @returns by path, its place without links, relative to the workspace, with `/`; `.` is the workspace itself
 * @throws TowpathError `path-outside-workspace` with every path that leads out of the workspace
 */
export function followLinks<Path extends string>(root: string, paths: readonly Path[]): ReadonlyMap<Path, string> {
  const led = paths.map((path) => [path, realPath(resolve(root, path))] as const);
  const issues = led.flatMap(([path, real]) =>
    real !== undefined && isWithin(root, real) ? [] : [leadsOut(root, path, real)],
  );
  if (issues.length > 0) throw new TowpathError(issues);
  return new Map(led.map(([path, real = root]) => [path, relative(root, real).split(sep).join('/') || '.']));
}

/** Where one path leads to. */
export function followLink(root: string, path: string): string {
  return followLinks(root, [path]).get(path) as string;
}

function leadsOut(root: string, path: string, real: string | undefined): Issue {
  const isLink = isWithin(root, resolve(root, path));
  const message =
    real === undefined ? `${path} is a link that leads to itself` : `${path} leads out of the workspace, to ${real}`;
  const hint = isLink
    ? 'remove the link, or let it lead to a place in the workspace'
    : 'name a folder inside the workspace, such as dist';
  return errorIssue('path-outside-workspace', message, { hint });
}
