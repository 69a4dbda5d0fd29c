import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Status } from '../actions/status/status';
import { TowpathError } from '../diagnostics';
import { writeFiles } from '../files/write-files';
import { readWorkspaceFile } from '../workspace/workspace-file';
import { workspaceName } from '../workspace/workspace-name';
import { workspaceRoot } from '../workspace/workspace-root';

/** The page of a workspace. Git ignores its folder. */
const place = '.towpath/status.html';

/** The name of the workspace, or that of its folder. */
export function workspaceTitle(): string {
  const root = workspaceRoot();
  return workspaceName(root, readWorkspaceFile(root).options.workspace) || basename(root);
}

/**
 * Writes what runs to a page in the workspace. The page shows every environment or, if no cluster of them can be asked,
 * this one, which may be in the current context.
 *
 * @returns the address of the page; undefined if it would say nothing
 */
export async function statusPage(environment: string): Promise<string | undefined> {
  const { statusHtml } = await import('./status-html');
  const root = workspaceRoot();
  const now = (await knownStatus(root)) ?? (await knownStatus(root, [environment]));
  if (!now) return undefined;
  writeFiles(root, new Map([[place, `${statusHtml(now, workspaceTitle(), new Date())}\n`]]));
  return pathToFileURL(join(root, place)).href;
}

async function knownStatus(root: string, environments?: readonly string[]): Promise<Status | undefined> {
  const { status } = await import('../actions/status/status');
  try {
    const now = await status({ root, environments });
    const states = now.flows.flatMap(({ deployments }) => deployments.map(({ state }) => state));
    return states.some((state) => state !== 'unknown') ? now : undefined;
  } catch (error) {
    if (TowpathError.is(error)) return undefined;
    throw error;
  }
}
