import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../diagnostics';
import { isWithin, realPath } from '../files/real-path';
import { lstatIfThere, statIfThere } from '../files/stat';

/** The text of a user's file, or why it is not read. */
export interface TextFile {
  readonly text: string;
  readonly issues: readonly Issue[];
}

/**
 * Reads a file of the workspace; one that is absent is empty. A link is followed as long as it
 * stays inside the workspace.
 *
 * @param root absolute path of the workspace, without links in it
 * @param file relative to it
 */
export function readTextFile(root: string, file: string): TextFile {
  const problem = linkProblem(root, file);
  if (problem) return { text: '', issues: [problem] };
  const found = statIfThere(join(root, file));
  if (!found) return { text: '', issues: [] };
  if (!found.isFile()) return { text: '', issues: [refusal('file-unreadable', `${file} is not a file`, file)] };
  return { text: readFileSync(join(root, file), 'utf8'), issues: [] };
}

/** Why a file or folder of the workspace is not read: a link leads out of the workspace, or nowhere. */
export function linkProblem(root: string, file: string): Issue | undefined {
  const path = join(root, file);
  const real = realPath(path);
  if (real !== undefined && !isWithin(root, real)) {
    const hint = 'remove the link, or move what it leads to into the workspace';
    const message = `${file} leads out of the workspace by a link, to ${real}`;
    return { ...refusal('path-outside-workspace', message, file), hint };
  }
  if (statIfThere(path) || !lstatIfThere(path)) return undefined;
  return refusal('file-unreadable', `${file} is a link that leads nowhere`, file);
}

function refusal(code: Issue['code'], message: string, file: string): Issue {
  return { code, severity: 'error', message, location: { file } };
}
